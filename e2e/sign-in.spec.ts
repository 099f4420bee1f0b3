/** The door: by email and password, back to where one wanted to go, and out again. */
import { expect, test } from "./support/fixtures";
import { aMember, PASSWORD } from "./support/staff";

test("a wrong password is refused in words, the right one leads where one wanted to go", async ({
  ctx,
  page,
  guards,
}) => {
  guards.expectStatus(401);
  const email = await aMember(ctx, "SUPPORT");
  await page.goto("/customers?query=flex");
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email and password do not belong together.")).toBeVisible();

  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Test Support/ })).toBeVisible();
  await expect(page).toHaveURL(/\/customers\?query=flex$/);
});

test("who signs out is out", async ({ page, signIn }) => {
  await signIn("VIEWER");
  await page.goto("/customers");
  await page.getByRole("button", { name: /Test Viewer/ }).click();
  await page.getByRole("menuitem", { name: /Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  await page.goto("/customers");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("no address after signing in leads away from here", async ({ page, signIn }) => {
  await signIn("VIEWER");
  for (const elsewhere of ["https://example.com/", "//example.com", "/\\example.com"]) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`);
    await expect(page.getByRole("button", { name: /Test Viewer/ })).toBeVisible();
    expect(new URL(page.url()).hostname).toBe("localhost");
  }
});

test("the content security policy finds nothing to report while the form checks what is typed", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const breaches: string[] = [];
    Object.assign(window, { breaches });
    addEventListener("securitypolicyviolation", (breach) =>
      breaches.push(`${breach.violatedDirective} ${breach.blockedURI}`),
    );
  });
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  expect(await page.evaluate("breaches")).toEqual([]);
});
