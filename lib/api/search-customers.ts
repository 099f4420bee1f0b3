/** Customers found by the dialect's search. */
import * as z from "zod";
import { CUSTOMER_FIELDS, searchCustomers } from "@/lib/customer/reads/search";
import { CustomerId } from "@/lib/ids";
import { CustomerDialect, customerDialect } from "./dialect/customer";
import { listOf } from "./fields";
import { type Route, route } from "./route";
import {
  ARCHIVAL,
  ArchivalStatus,
  foundList,
  oneOf,
  SearchKeys,
  searchOf,
  wordsOf,
} from "./search";

const FIELDS = {
  id: { field: CUSTOMER_FIELDS.id, id: CustomerId },
  external_id: { field: CUSTOMER_FIELDS.externalId },
  name: { field: CUSTOMER_FIELDS.name },
  email: { field: CUSTOMER_FIELDS.email },
  timezone: { field: CUSTOMER_FIELDS.timezone },
  address_country: { field: CUSTOMER_FIELDS.country },
  status: { field: CUSTOMER_FIELDS.status, words: ARCHIVAL },
  created_at: { field: CUSTOMER_FIELDS.createdAt },
  updated_at: { field: CUSTOMER_FIELDS.updatedAt },
};

const Body = z.strictObject({
  ...SearchKeys,
  customer_ids: z.array(CustomerId).max(1000).nullish(),
  external_id: z.string().max(255).nullish(),
  external_ids: z.array(z.string().max(255)).max(1000).nullish(),
  email: z.string().max(320).nullish(),
  status: ArchivalStatus,
});

const searchRoute = route({
  method: "post",
  path: "/customers/search",
  scope: "customers:read",
  summary: "Search customers by filters, in any order",
  body: Body,
  reply: listOf(CustomerDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { body }) => {
    const search = searchOf(body, FIELDS, [
      oneOf(CUSTOMER_FIELDS.id, body.customer_ids),
      oneOf(CUSTOMER_FIELDS.externalId, body.external_id),
      oneOf(CUSTOMER_FIELDS.externalId, body.external_ids),
      oneOf(CUSTOMER_FIELDS.email, body.email),
      wordsOf(FIELDS.status, body.status),
    ]);
    const found = await searchCustomers(ctx, search);
    return foundList(found, search, (view) => customerDialect(ctx, view));
  },
});

export const SEARCH_CUSTOMER_ROUTES: readonly Route[] = searchRoute;
