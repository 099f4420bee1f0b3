import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { newId, type UserId } from "@/lib/ids";
import { hashPassword } from "./password";
import { SignInInput } from "./schema";
import { signIn } from "./sign-in";

const PASSWORD = "correct horse battery staple";
const anAddress = () => `10.0.0.${randomUUID()}`;

async function aPerson(over: { disabledAt?: Date } = {}) {
  const id = newId<UserId>();
  const email = `${randomUUID()}@example.test`;
  const passwordHash = await hashPassword(PASSWORD);
  await prisma().staffUser.create({
    data: { id, email, name: "Ada", passwordHash, ...over },
  });
  return { id, email };
}

const tryWith = (email: string, password: string, address = anAddress()) =>
  signIn(SignInInput.parse({ email, password }), address);

describe("signIn", () => {
  it("knows a person by email, however it is typed, and password", async () => {
    const { id, email } = await aPerson();

    expect(await tryWith(`  ${email.toUpperCase()} `, PASSWORD)).toMatchObject({ userId: id });
  });

  it("says the same of a wrong password, an unknown email and a disabled person", async () => {
    const { email } = await aPerson();
    const disabled = await aPerson({ disabledAt: new Date() });

    expect(await tryWith(email, `${PASSWORD}!`)).toBeUndefined();
    expect(await tryWith(`${randomUUID()}@example.test`, PASSWORD)).toBeUndefined();
    expect(await tryWith(disabled.email, PASSWORD)).toBeUndefined();
  });

  it("stops guessing at one person, right password included, and says for how long", async () => {
    const { email } = await aPerson();
    for (let attempt = 0; attempt < 10; attempt++) await tryWith(email, "wrong");

    await expect(tryWith(email, PASSWORD)).rejects.toMatchObject({
      code: "rate_limited",
      details: { retry_after_seconds: expect.any(Number) },
    });
  });

  it("stops one address that tries many people, and nobody else's", async () => {
    const { email } = await aPerson();
    const address = anAddress();
    const tries = Array.from({ length: 101 }, () =>
      tryWith(`${randomUUID()}@example.test`, "wrong", address).catch((error) => error.code),
    );

    expect((await Promise.all(tries)).filter((answer) => answer === "rate_limited")).toHaveLength(
      1,
    );
    await expect(tryWith(email, PASSWORD, address)).rejects.toMatchObject({ code: "rate_limited" });
    expect(await tryWith(email, PASSWORD)).toBeDefined();
  });

  it("forgets the wrong tries of a person who then signs in", async () => {
    const { email } = await aPerson();
    for (let attempt = 0; attempt < 9; attempt++) await tryWith(email, "wrong");
    await tryWith(email, PASSWORD);
    for (let attempt = 0; attempt < 9; attempt++) await tryWith(email, "wrong");

    expect(await tryWith(email, PASSWORD)).toBeDefined();
  });
});

describe("passwords", () => {
  it("are kept as argon2id, salted", async () => {
    const [a, b] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);

    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
  });
});
