// SPDX-License-Identifier: MIT OR Apache-2.0
// From the text of the data block to a JSON value.
import { unpacked } from "./unpack";

function bytes_of(base64: string): Uint8Array<ArrayBuffer> {
  const modern = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (modern.fromBase64) return modern.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The block holds JSON, plain or raw-deflated in base64. Rejects where it holds neither. */
export async function decode(block: string): Promise<unknown> {
  const content = block.trim();
  if (content.startsWith("{")) return unpacked(JSON.parse(content));
  const inflated = new Blob([bytes_of(content)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return unpacked(await new Response(inflated).json());
}
