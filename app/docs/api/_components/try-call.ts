/** A call from the reference page: what was filled in, made into a request or a fault in words. */

export type Call = {
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly place: string;
    readonly isRequired: boolean;
  }[];
};

export type Filled = {
  /** Empty: a reading asks with the dashboard's session. */
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  /** Null: the operation takes none. */
  readonly body: string | null;
};

export type Made =
  | { readonly ok: true; readonly address: string; readonly init: RequestInit }
  | { readonly ok: false; readonly fault: string };

const TEST_KEY = /^fl_test_\S+$/;

/** Nothing is changed from a page that explains: live keys read only, test keys may write. */
export function callOf({ method, path, parameters }: Call, { key, values, body }: Filled): Made {
  const fault = faultOf(method, key) ?? missing(parameters, values) ?? jsonFault(body);
  if (fault !== undefined) return { ok: false, fault };
  const given = parameters.filter(({ name }) => values[name]);
  const filled = given
    .filter(({ place }) => place === "path")
    .reduce(
      (text, { name }) => text.replace(`{${name}}`, encodeURIComponent(values[name] ?? "")),
      path,
    );
  const inPlace = (place: string) =>
    given.filter((one) => one.place === place).map(({ name }) => [name, values[name] ?? ""]);
  const query = new URLSearchParams(inPlace("query")).toString();
  return {
    ok: true,
    address: `/v1${filled}${query && `?${query}`}`,
    init: {
      method,
      headers: {
        accept: "application/json",
        ...(key && { "x-api-key": key }),
        ...(body !== null && { "content-type": "application/json" }),
        ...Object.fromEntries(inPlace("header")),
      },
      ...(key && { credentials: "omit" as const }),
      ...(body !== null && { body }),
    },
  };
}

function faultOf(method: string, key: string): string | undefined {
  if (method === "GET" || TEST_KEY.test(key)) return undefined;
  return "Enter a test key, fl_test_…: nothing live is changed from this page";
}

function missing(parameters: Call["parameters"], values: Filled["values"]): string | undefined {
  const first = parameters.find(({ name, isRequired }) => isRequired && !values[name]);
  return first && `Enter ${first.name}`;
}

function jsonFault(body: string | null): string | undefined {
  if (body === null) return undefined;
  try {
    JSON.parse(body);
    return undefined;
  } catch {
    return "The body is no JSON";
  }
}
