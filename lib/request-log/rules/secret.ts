/**
 * What of a call is taken for a secret: by the name it stands under, or by how it looks. Rather
 * too much than too little: what is hidden here was sent by the caller, who has it.
 */

export const REDACTED = "[redacted]";

/** Parts of names, of their letters and digits alone; an API key's id is no secret. */
const PARTS =
  /passwor[dt]|passwd|passphrase|passcode|pincode|secret|token|authori[sz]ation|credential|apikey(?!ids?$)|accesskey|privatekey|signingkey|bearer|cookie|cardnumber|creditcard|debitcard|accountnumber|socialsecurity/;
const WORDS = new Set("auth card cards cvc cvv iban jwt otp pan pin pwd ssn".split(" "));

/** Whether what stands under `name` is hidden, in any spelling: `apiKey`, `X-API-Key`, `API_KEY`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return PARTS.test(words.join("")) || words.some((word) => WORDS.has(word));
}

/** The same, knowing the value: what is no text tells nothing, and a number of tokens is a count. */
export function isSecret(name: string, value: unknown): boolean {
  if (value === null || value === "" || typeof value === "boolean") return false;
  if (typeof value === "number" && wordsOf(name).at(-1) === "tokens") return false;
  return isSecretName(name);
}

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);

/** Keys of Florin, Stripe and others, tokens, private keys, and the password of an address. */
const SHAPES: readonly RegExp[] = [
  /fl_(?:live|test)_[0-9A-Za-z]+/g,
  /(?:[spr]k_(?:live|test)|whsec)_[0-9A-Za-z+/=]{8,}/g,
  /gh[pousr]_[0-9A-Za-z]{16,}|AKIA[0-9A-Z]{12,}/g,
  /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
];
/** `token=…`, `"password": "…"`, `Bearer …`, `//user:password@host` inside a text. */
const SAID: readonly RegExp[] = [
  /(\bbearer\s{1,4})[^\s"'&,;}\\]+/gi,
  /((?:passwor[dt]|passwd|passphrase|secret|token|authorization|api[_-]?key)\w{0,20}["'\\]{0,4}\s{0,4}[=:]\s{0,4}["'\\]{0,4}(?:(?:bearer|basic|digest)\s{1,4})?)[^\s"'&,;}\\]+/gi,
  /(\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
];

/** The text with what looks like a secret replaced. */
export function withoutSecrets(text: string): string {
  const plain = SHAPES.reduce((rest, shape) => rest.replace(shape, REDACTED), text);
  return SAID.reduce((rest, said) => rest.replace(said, `$1${REDACTED}`), plain);
}
