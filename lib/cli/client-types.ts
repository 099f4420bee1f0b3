/** Makes the types of the client (`lib/sdk`) from the API's own document. */
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./tool";

const FILE = path.join(ROOT, "lib/sdk/generated/api.d.ts");

/** Writes only what has changed, so that nothing is checked again for nothing. */
export async function generateClientTypes(): Promise<void> {
  // Loaded only now: the routes import the Prisma client, which has to be made before.
  const [{ openApiDocument }, { ROUTES }, { default: openapiTypescript, astToString }] =
    await Promise.all([
      import("@/lib/api/openapi"),
      import("@/lib/api/routes"),
      import("openapi-typescript"),
    ]);
  const document = JSON.stringify(openApiDocument(ROUTES));
  // Global, not imported: a linter that follows imports would read every type of it, each time.
  const types = `declare namespace FlorinApi {\n${astToString(await openapiTypescript(document))}}\n`;
  if (fs.existsSync(FILE) && fs.readFileSync(FILE, "utf8") === types) return;
  fs.mkdirSync(path.dirname(FILE), { recursive: true });
  fs.writeFileSync(FILE, types);
}
