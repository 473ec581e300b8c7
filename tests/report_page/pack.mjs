// SPDX-License-Identifier: MIT OR Apache-2.0
// Lists as columns, in the form that data/report/src/data/unpack.ts reads.

const is_object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function same_keys(values) {
  const keys = Object.keys(values[0]).join();
  return values.every((value) => Object.keys(value).join() === keys);
}

export function pack_list(values) {
  const rows = values.length;
  if (rows < 2) return values;
  if (values.every((value) => typeof value !== "object" || value === null) && values.every((value) => value === values[0])) return { rows, all: values[0] };
  if (values.every(Array.isArray)) return { rows, lengths: values.map((list) => list.length), of: pack_list(values.flat()) };
  if (values.every(is_object)) {
    if (!same_keys(values)) return values;
    return { rows, columns: Object.fromEntries(Object.keys(values[0]).map((key) => [key, pack_list(values.map((value) => value[key]))])) };
  }
  if (values.some(is_object) && values.every((value) => value === null || is_object(value)))
    return { rows, there: values.map((value) => (value === null ? 0 : 1)), of: pack_list(values.filter((value) => value !== null)) };
  const texts = [...new Set(values)];
  if (!values.every((value) => typeof value === "string") || texts.length * 2 > rows) return values;
  const position = new Map(texts.map((text, at) => [text, at]));
  return { rows, texts, at: values.map((value) => position.get(value)) };
}

const packed = ["packages", "units", "findings", "accepted", "duplicates", "requests"];

export function pack(report) {
  return Object.fromEntries(Object.entries(report).map(([key, value]) => [key, packed.includes(key) && Array.isArray(value) ? pack_list(value) : value]));
}
