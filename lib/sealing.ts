/**
 * Secrets of others that have to be used, and so cannot be hashed: sealed in the database by a key
 * that is not in it. A copy of the database alone opens none of them.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Says which way of sealing it is, so that another can come. */
const VERSION = "v1";

/** @param purpose is bound into it: what was sealed for one thing opens for no other. */
export function seal(secret: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(purpose), nonce);
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url")}`;
}

/** @returns `undefined` if it was sealed with another key, for another purpose, or was changed. */
export function unseal(sealed: string, purpose: string): string | undefined {
  const [version, body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(purpose), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

/** Drawn from the secret that signs sessions: it is there in every process, and kept apart by its purpose. */
function keyOf(purpose: string): Buffer {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new RangeError("the process has no NEXTAUTH_SECRET to seal with");
  return Buffer.from(hkdfSync("sha256", secret, "", `florin sealing: ${purpose}`, 32));
}
