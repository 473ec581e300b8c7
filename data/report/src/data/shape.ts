// SPDX-License-Identifier: MIT OR Apache-2.0
// Readers that turn any JSON value into a value of one type. What is missing or of another type becomes the type's empty
// value, so a report of an older program, or a broken one, opens with less in it.

export type Reader<T> = (value: unknown) => T;

export const text: Reader<string> = (value) => (typeof value === "string" ? value : "");
export const text_or_null: Reader<string | null> = (value) => (typeof value === "string" ? value : null);
export const number: Reader<number> = (value) => (typeof value === "number" && Number.isFinite(value) ? value : 0);
export const number_or_null: Reader<number | null> = (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
export const flag: Reader<boolean> = (value) => value === true;

export function list<T>(read: Reader<T>): Reader<T[]> {
  return (value) => (Array.isArray(value) ? value.map(read) : []);
}

export const texts = list(text);

export function or_null<T>(read: Reader<T>): Reader<T | null> {
  return (value) => (value === null || value === undefined ? null : read(value));
}

/** One of the words, the first where it is none of them. */
export function word<const T extends string>(...words: readonly [T, ...T[]]): Reader<T> {
  return (value) => words.find((one) => one === value) ?? words[0];
}

export function shape<T extends object>(fields: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value) => {
    const from = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    const result = {} as T;
    for (const name of names) result[name] = fields[name](from[name]);
    return result;
  };
}
