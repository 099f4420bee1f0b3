/** Ids that are not drawn but follow from what they name, so that the same thing always has the same one. */
import { createHash } from "node:crypto";
import { UUID } from "uuidv7";
import type { Id } from "./ids";

/** The id of what these words name: a UUIDv8 of their hash, no two things' alike. */
export function derivedId<Name extends Id<string>>(words: readonly (string | number)[]): Name {
  const bytes = createHash("sha256").update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return UUID.ofInner(bytes).toString() as Name;
}
