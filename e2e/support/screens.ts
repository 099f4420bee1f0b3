/** Every screen there is, and the dialogs that an address opens. */
import { expect, type Page } from "@playwright/test";
import type { Shop } from "./shop";

export type Screen = {
  /** As the report names it. */
  readonly name: string;
  readonly path: string;
  /** What the address opens above the page. */
  readonly opens?: "dialog";
};

/** Answered well, and all of it there. */
export async function openScreen(page: Page, { path, opens }: Omit<Screen, "name">): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await expect(page.locator("h1").first()).toBeAttached();
  if (opens) await expect(page.getByRole(opens)).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

const customerScreens = ({ customerId, transactionId, walletId }: Shop): readonly Screen[] => {
  const at = `/customers/${customerId}`;
  return [
    { name: "customer", path: at },
    { name: "wallets", path: `${at}/wallets` },
    { name: "wallet", path: `${at}/wallets/${walletId}` },
    { name: "figure of a wallet", path: `${at}/wallets/${walletId}?figure=balance` },
    { name: "wallet of another time", path: `${at}/wallets/${walletId}?at=2026-01-01T00:00:00Z` },
    { name: "consumption", path: `${at}/consumption` },
    { name: "consumption by member", path: `${at}/consumption?range=month&by=member` },
    { name: "consumption by API key", path: `${at}/consumption?range=month&by=api_key` },
    { name: "runs of a customer", path: `${at}/runs` },
    { name: "no run matches", path: `${at}/runs?q=nothing+has+this+name` },
    { name: "run", path: `${at}/runs/search` },
    { name: "entitlements", path: `${at}/entitlements` },
    { name: "access check", path: `${at}/entitlements?check=contact_export&quantity=9999` },
    { name: "ledger of a customer", path: `${at}/ledger` },
    { name: "entry of the ledger", path: `${at}/ledger?row=${transactionId}` },
    { name: "reverse", path: `${at}/ledger?reverse=${transactionId}`, opens: "dialog" },
    { name: "statement", path: `${at}/wallets/${walletId}/statement` },
    { name: "statement of no movement", path: `${at}/wallets/${walletId}/statement?period=last` },
    { name: "subscriptions of a customer", path: `${at}/subscriptions` },
    { name: "invoices of a customer", path: `${at}/invoices` },
    { name: "events of a customer", path: `${at}/events` },
    { name: "members of a customer", path: `${at}/members` },
    { name: "debit", path: `${at}?do=debit`, opens: "dialog" },
    { name: "top-up", path: `${at}?do=top-up`, opens: "dialog" },
    { name: "new wallet", path: `${at}?do=wallet`, opens: "dialog" },
    { name: "edit customer", path: `${at}?do=edit`, opens: "dialog" },
    { name: "archive customer", path: `${at}?do=archive`, opens: "dialog" },
  ];
};

/** The dialogs of commands on a wallet, a grant, a hold and a refill. */
const commandScreens = (shop: Shop): readonly Screen[] => {
  const at = `/customers/${shop.customerId}`;
  const opens = "dialog" as const;
  const onWallet = (deed: string): Screen => ({
    ...{ name: `${deed}, wallet`, path: `${at}?do=${deed}&wallet=${shop.walletId}`, opens },
  });
  const onGrant = (deed: string): Screen => ({
    ...{ name: `${deed}, grant`, path: `${at}/wallets?do=${deed}&grant=${shop.grantId}`, opens },
  });
  const onHold = (deed: string): Screen => ({
    ...{ name: `${deed}, hold`, path: `/holds?do=${deed}&hold=${shop.holdId}`, opens },
  });
  return [
    ...["hold", "adjust", "edit-wallet", "refill", "freeze"].map(onWallet),
    ...["void-wallet", "reset", "close"].map(onWallet),
    ...["extend", "transfer", "void-grant"].map(onGrant),
    ...["capture", "release"].map(onHold),
    { name: "stop refill", path: `${at}/wallets?do=stop-refill&refill=${shop.refillId}`, opens },
  ];
};

const catalogScreens = ({
  exportId,
  packId,
  planId,
  draftPlanId,
  versionId,
  productId,
}: Shop): readonly Screen[] => [
  { name: "features", path: "/features" },
  { name: "no feature matches", path: "/features?q=nothing+has+this+name" },
  { name: "new feature", path: "/features/new" },
  { name: "feature", path: `/features/${exportId}` },
  { name: "usage of a feature", path: `/features/${exportId}/usage` },
  { name: "activity of a feature", path: `/features/${exportId}/activity` },
  { name: "plans", path: "/plans" },
  { name: "new plan", path: "/plans/new" },
  { name: "comparison of plans", path: "/plans/compare" },
  { name: "plan", path: `/plans/${planId}` },
  { name: "move of subscribers", path: `/plans/${planId}/migrate` },
  { name: "subscribers of a plan", path: `/plans/${planId}/subscribers` },
  { name: "plan version", path: `/plans/${planId}/versions/${versionId}` },
  { name: "draft of a plan", path: `/plans/${draftPlanId}/draft` },
  { name: "review of a draft", path: `/plans/${draftPlanId}/draft/review` },
  { name: "versions of a plan", path: `/plans/${planId}/versions` },
  { name: "activity of a plan", path: `/plans/${planId}/activity` },
  { name: "activity of a draft", path: `/plans/${draftPlanId}/activity` },
  { name: "products", path: "/plans/products" },
  { name: "new product", path: "/plans/products?row=new", opens: "dialog" },
  { name: "product", path: `/plans/products/${productId}` },
  { name: "add-ons", path: "/packs/add-ons" },
  { name: "new add-on", path: "/packs/add-ons/new" },
  { name: "credit units", path: "/settings/credits" },
  { name: "credit unit", path: "/settings/credits?row=credits", opens: "dialog" },
  { name: "packs", path: "/packs" },
  { name: "templates", path: "/setup" },
  { name: "a template", path: "/setup?template=tiered_plans" },
  { name: "new pack", path: "/packs?row=new", opens: "dialog" },
  { name: "pack", path: `/packs/${packId}` },
  { name: "edit pack", path: `/packs/${packId}?row=edit`, opens: "dialog" },
  { name: "buyers of a pack", path: `/packs/${packId}/buyers` },
  { name: "no sale matches", path: `/packs/${packId}/buyers?q=nothing+has+this+name` },
  { name: "activity of a pack", path: `/packs/${packId}/activity` },
  { name: "buyer of a pack", path: `/packs/${packId}/sell` },
];

/** For an owner: all of them. */
export const screensOf = (shop: Shop): readonly Screen[] => [
  { name: "overview", path: "/" },
  { name: "customers", path: "/customers" },
  { name: "new customer", path: "/customers/new" },
  { name: "customer with a long name", path: `/customers/${shop.longNamedId}` },
  ...customerScreens(shop),
  ...commandScreens(shop),
  ...catalogScreens(shop),
  { name: "subscriptions", path: "/subscriptions" },
  { name: "subscribe many", path: "/subscriptions/bulk?ids=flex-corp,nobody" },
  { name: "renewal dates of many", path: "/subscriptions/renewal-dates?day=16" },
  { name: "upcoming renewals", path: "/subscriptions/upcoming?range=90d" },
  { name: "calendar of renewals", path: "/subscriptions/upcoming?view=calendar" },
  { name: "subscriptions set apart", path: "/subscriptions/set-apart" },
  { name: "choice of a customer", path: "/subscriptions/new" },
  { name: "new subscription", path: `/subscriptions/new?customer=${shop.customerId}` },
  { name: "subscription", path: `/subscriptions/${shop.subscriptionId}` },
  { name: "change of plan", path: `/subscriptions/${shop.subscriptionId}/change` },
  { name: "invoices", path: "/invoices" },
  { name: "open invoice", path: `/invoices/${shop.openInvoiceId}` },
  { name: "paid invoice", path: `/invoices/${shop.paidInvoiceId}` },
  { name: "ledger", path: "/ledger" },
  { name: "ledger, narrowed", path: "/ledger?kind=debit,grant&min=1&from=2020-01-01" },
  { name: "trial balance", path: "/ledger/trial-balance" },
  { name: "trial balance of a past day", path: "/ledger/trial-balance?as_of=2020-01-31" },
  { name: "holds", path: "/holds" },
  { name: "exports", path: "/exports" },
  { name: "events", path: "/events" },
  { name: "no event matches", path: "/events?q=nothing+has+this+name" },
  { name: "send test event", path: "/events?do=send", opens: "dialog" },
  { name: "trace of an event", path: `/events/${shop.eventId}` },
  { name: "trace of an unmatched event", path: "/events/nobody-1" },
  { name: "API keys", path: "/developers/keys" },
  { name: "new API key", path: "/developers/keys?do=new", opens: "dialog" },
  { name: "logs", path: "/developers/logs" },
  { name: "refused call", path: `/developers/logs?row=${shop.refusedCallId}`, opens: "dialog" },
  { name: "no call matches", path: "/developers/logs?status=5xx&within=1h" },
  { name: "API reference", path: "/docs/api" },
  { name: "operations on wallets", path: "/docs/api/wallets" },
  { name: "test clocks", path: "/developers/test-clocks" },
  { name: "new test clock", path: "/developers/test-clocks/new" },
  { name: "usage settings", path: "/settings/usage" },
  { name: "invoicing settings", path: "/settings/invoicing" },
  { name: "integrations", path: "/settings/integrations" },
  { name: "deliveries", path: "/settings/integrations/deliveries" },
  {
    name: "failed delivery",
    path: `/settings/integrations/deliveries?row=${shop.deliveryId}`,
    opens: "dialog",
  },
  { name: "no access", path: "/no-access?permission=catalog:write" },
];
