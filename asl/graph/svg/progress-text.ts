import type { StateProgress } from './options';

/** `142 ms`, `1.2 s, 3 tries`; empty where nothing is known. */
export function progressText({ durationMs, tries }: StateProgress): string {
  return [
    ...(durationMs === undefined ? [] : [durationText(durationMs)]),
    ...(tries === undefined || tries < 2 ? [] : [`${tries} tries`]),
  ].join(', ');
}

function durationText(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 59_950) return `${Math.round(durationMs / 100) / 10} s`;
  const minutes = Math.round(durationMs / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} d`;
}
