import { z } from 'zod';

/** A boolean, also as the text that an environment variable is. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
