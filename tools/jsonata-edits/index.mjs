// All edits, in order. `times` is how often an edit applies to the package of that version.
import { BOUNDED } from './bounded.mjs';
import { CLOSED } from './closed.mjs';
import { FAST } from './fast.mjs';
import { PACKAGING } from './packaging.mjs';
import { SYNCHRONOUS } from './synchronous.mjs';

export const VERSION = '2.0.6';
export const EDITS = [...SYNCHRONOUS, ...PACKAGING, ...CLOSED, ...BOUNDED, ...FAST];
