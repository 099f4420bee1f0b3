/** Passwords as argon2id hashes, with the cost that OWASP recommends (19 MiB, two passes). */
import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { oncePerProcess } from "@/lib/runtime";

// The enum is declared `const`, which isolated modules cannot read by name.
const ARGON2ID = 2 satisfies Algorithm;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Whether `password` is the one behind `passwordHash`. Without a hash (no such person) it takes
 * as long and answers no, so that answer times do not tell who exists.
 */
export async function isPassword(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  const stored = passwordHash ?? (await nobodysHash());
  const isRight = await verify(stored, password);
  return isRight && passwordHash !== undefined;
}

const nobodysHash = () => oncePerProcess("nobodys-hash", () => hashPassword(crypto.randomUUID()));
