/** Every operation of `/v1`, in the order in which the document lists them. */

import { ADD_ON_ROUTES } from "./add-ons";
import { ADJUST_ROUTES } from "./adjust-wallet";
import { API_KEY_ROUTES } from "./api-keys";
import { CANCEL_ROUTES } from "./cancel-subscription";
import { CHARGED_ENTITY_ROUTES } from "./charged-entities";
import { CHECK_ROUTES } from "./check";
import { CONSUME_ROUTES } from "./consume";
import { CORRECT_EVENT_ROUTES } from "./correct-event";
import { CREATE_WALLET_ROUTES } from "./create-wallet";
import { CREDIT_COST_ROUTES } from "./credit-costs";
import { CREDIT_GRANT_ROUTES } from "./credit-grants";
import { CUSTOMER_PART_ROUTES } from "./customer-parts";
import { CUSTOMER_ROUTES } from "./customers";
import { DEBIT_BATCH_ROUTES } from "./debit-batch";
import { DEBIT_ROUTES } from "./debits";
import { ENTITLEMENT_ROUTES } from "./entitlements";
import { EVENT_ANALYTICS_ROUTES } from "./event-analytics";
import { EVENT_HISTORY_ROUTES } from "./event-history";
import { EVENT_USAGE_ROUTES } from "./event-usage";
import { EVENT_ROUTES } from "./events";
import { FEATURE_ROUTES } from "./features";
import { GRANT_MOVE_ROUTES } from "./grant-moves";
import { HOLD_ROUTES } from "./holds";
import { INVOICE_ROUTES } from "./invoices";
import { LEDGER_ROUTES } from "./ledger";
import { MEMBER_ROUTES } from "./members";
import { PACK_ROUTES } from "./packs";
import { PLAN_DRAFT_ROUTES } from "./plan-drafts";
import { PLAN_GRANT_ROUTES } from "./plan-grants";
import { PLAN_MIGRATION_ROUTES } from "./plan-migrations";
import { PLAN_ROUTES } from "./plans";
import { PRICE_UNIT_ROUTES } from "./price-units";
import { PRICE_ROUTES } from "./prices";
import { PRODUCT_ROUTES } from "./products";
import { QUOTE_ROUTES } from "./quote-price";
import { REFILL_ROUTES } from "./refills";
import { RENEWAL_MOVE_ROUTES } from "./renewal-moves";
import { REPLAY_ROUTES } from "./replay-events";
import { REPORT_ROUTES } from "./reports";
import { REQUEST_LOG_ROUTES } from "./request-log";
import type { Route } from "./route";
import { RUN_ROUTES } from "./runs";
import { SEARCH_CATALOG_ROUTES } from "./search-catalog";
import { SEARCH_CUSTOMER_ROUTES } from "./search-customers";
import { SEARCH_INVOICE_ROUTES } from "./search-invoices";
import { SEARCH_PLAN_PART_ROUTES } from "./search-plan-parts";
import { SEARCH_SUBSCRIPTION_ROUTES } from "./search-subscriptions";
import { STRIPE_DELIVERY_ROUTES } from "./stripe-deliveries";
import { SUBSCRIPTION_ADD_ON_ROUTES } from "./subscription-add-ons";
import { BILLING_ROUTES } from "./subscription-billing";
import { SUBSCRIPTION_CHANGE_ROUTES } from "./subscription-changes";
import { COMMITMENT_ROUTES } from "./subscription-commitment";
import { OVERRIDE_ROUTES } from "./subscription-overrides";
import { QUANTITY_ROUTES } from "./subscription-quantities";
import { RENEWAL_DATE_ROUTES } from "./subscription-renewal-date";
import { TIMELINE_ROUTES } from "./subscription-timeline";
import { SUBSCRIPTION_ROUTES } from "./subscriptions";
import { TEST_CLOCK_ROUTES } from "./test-clocks";
import { TOP_UP_ROUTES } from "./top-ups";
import { TURN_ROUTES } from "./turn-subscription";
import { WALLET_HISTORY_ROUTES } from "./wallet-history";
import { WALLET_RESET_ROUTES } from "./wallet-resets";
import { WALLET_STATE_ROUTES } from "./wallet-states";
import { WALLET_TRANSACTION_ROUTES } from "./wallet-transactions";
import { WALLET_ROUTES } from "./wallets";

export const ROUTES: readonly Route[] = [
  ...CUSTOMER_ROUTES,
  ...SEARCH_CUSTOMER_ROUTES,
  ...CUSTOMER_PART_ROUTES,
  ...MEMBER_ROUTES,
  ...RUN_ROUTES,
  ...CREATE_WALLET_ROUTES,
  ...WALLET_ROUTES,
  ...WALLET_TRANSACTION_ROUTES,
  ...WALLET_HISTORY_ROUTES,
  ...TOP_UP_ROUTES,
  ...DEBIT_ROUTES,
  ...DEBIT_BATCH_ROUTES,
  ...ADJUST_ROUTES,
  ...WALLET_STATE_ROUTES,
  ...WALLET_RESET_ROUTES,
  ...CREDIT_GRANT_ROUTES,
  ...GRANT_MOVE_ROUTES,
  ...REFILL_ROUTES,
  ...HOLD_ROUTES,
  ...LEDGER_ROUTES,
  ...FEATURE_ROUTES,
  ...CREDIT_COST_ROUTES,
  ...CHARGED_ENTITY_ROUTES,
  ...PRODUCT_ROUTES,
  ...PLAN_ROUTES,
  ...PLAN_DRAFT_ROUTES,
  ...ADD_ON_ROUTES,
  ...PACK_ROUTES,
  ...PRICE_ROUTES,
  ...QUOTE_ROUTES,
  ...PRICE_UNIT_ROUTES,
  ...ENTITLEMENT_ROUTES,
  ...PLAN_GRANT_ROUTES,
  ...SEARCH_CATALOG_ROUTES,
  ...SEARCH_PLAN_PART_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...TIMELINE_ROUTES,
  ...BILLING_ROUTES,
  ...COMMITMENT_ROUTES,
  ...SEARCH_SUBSCRIPTION_ROUTES,
  ...CANCEL_ROUTES,
  ...SUBSCRIPTION_CHANGE_ROUTES,
  ...RENEWAL_DATE_ROUTES,
  ...RENEWAL_MOVE_ROUTES,
  ...PLAN_MIGRATION_ROUTES,
  ...TURN_ROUTES,
  ...SUBSCRIPTION_ADD_ON_ROUTES,
  ...QUANTITY_ROUTES,
  ...OVERRIDE_ROUTES,
  ...EVENT_ROUTES,
  ...EVENT_HISTORY_ROUTES,
  ...CORRECT_EVENT_ROUTES,
  ...REPLAY_ROUTES,
  ...EVENT_USAGE_ROUTES,
  ...EVENT_ANALYTICS_ROUTES,
  ...CHECK_ROUTES,
  ...CONSUME_ROUTES,
  ...INVOICE_ROUTES,
  ...SEARCH_INVOICE_ROUTES,
  ...TEST_CLOCK_ROUTES,
  ...API_KEY_ROUTES,
  ...REPORT_ROUTES,
  ...REQUEST_LOG_ROUTES,
  ...STRIPE_DELIVERY_ROUTES,
];
