import { ObjectStoreError } from './object-store-error';

const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;
const MAX_KEY_BYTES = 1024;

/** @throws ObjectStoreError for a bucket or key that no store could have */
export function checkNames(bucket: unknown, key?: unknown): void {
  if (typeof bucket !== 'string' || !BUCKET.test(bucket) || bucket.includes('..'))
    throw invalid(
      `bucket ${shown(bucket)} is not a bucket's name; give 2 to 63 letters, digits, ".", "-" and "_".`,
    );
  if (key === undefined) return;
  if (typeof key !== 'string' || key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw invalid(`key ${shown(key)} is not an object's key; give a text of 1 to ${MAX_KEY_BYTES} bytes.`);
}

export function invalid(message: string): ObjectStoreError {
  return new ObjectStoreError(message, 'InvalidName', false);
}

/** `object "a/b.csv" of bucket "data" (folder /objects)`. */
export function place(store: string, bucket: string, key?: string): string {
  const where = `bucket ${shown(bucket)} (${store})`;
  return key === undefined ? where : `object ${shown(key)} of ${where}`;
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
