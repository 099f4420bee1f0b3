/** Every operation of `/v1`, in the order in which the document lists them. */
import { CUSTOMER_ROUTES } from "./customers";
import { ENTITLEMENT_ROUTES } from "./entitlements";
import { FEATURE_ROUTES } from "./features";
import { PLAN_ROUTES } from "./plans";
import { PRICE_ROUTES } from "./prices";
import type { Route } from "./route";

export const ROUTES: readonly Route[] = [
  ...CUSTOMER_ROUTES,
  ...FEATURE_ROUTES,
  ...PLAN_ROUTES,
  ...PRICE_ROUTES,
  ...ENTITLEMENT_ROUTES,
];
