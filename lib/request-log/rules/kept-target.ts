/** The address a call asked for, with its query, as the log keeps it. */
import { isSecretName, REDACTED, withoutSecrets } from "./secret";

const MOST_LETTERS = 2_000;

/** @param target as it stood in the request line: path and query, still encoded. */
export function keptTarget(target: string): string {
  const at = target.indexOf("?");
  const path = at < 0 ? target : target.slice(0, at);
  const steps = path.split("/").map(clean).join("/");
  const kept =
    at < 0
      ? steps
      : `${steps}?${target
          .slice(at + 1)
          .split("&")
          .map(pair)
          .join("&")}`;
  return kept.length <= MOST_LETTERS ? kept : `${kept.slice(0, MOST_LETTERS)}…`;
}

function pair(text: string): string {
  const at = text.indexOf("=");
  if (at < 0) return clean(text);
  const name = text.slice(0, at);
  const value = text.slice(at + 1);
  const kept =
    value !== "" && isSecretName(decoded(name)) ? encodeURIComponent(REDACTED) : clean(value);
  return `${clean(name)}=${kept}`;
}

/** Left as it was written, unless a secret is in it. */
function clean(text: string): string {
  const plain = decoded(text);
  const kept = withoutSecrets(plain);
  return kept === plain ? text : encodeURIComponent(kept);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
