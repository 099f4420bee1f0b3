/** Customers: who is billed, named by id or by the caller's own external id. */
import * as z from "zod";
import { findCustomer, findCustomerByExternalId, listCustomers } from "@/lib/customer/reads";
import { Address, CustomerInput, ExternalId } from "@/lib/customer/schema";
import { archiveCustomer } from "@/lib/customer/writes/archive-customer";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { updateCustomer } from "@/lib/customer/writes/update-customer";
import { notFound } from "@/lib/errors";
import { CustomerId, idText, TestClockId } from "@/lib/ids";
import { Metadata } from "@/lib/text/schema";
import { CustomerDialect, customerDialect } from "./dialect/customer";
import { CursorQuery, listOf } from "./fields";
import { type Route, route } from "./route";
import { customerNamed } from "./which-customer";

const Params = z.object({ customerId: CustomerId });

/** Sent by clients of the dialect, without meaning here. */
const Ignored = {
  integration_entity_mapping: z.unknown().optional(),
  parent_customer_id: z.unknown().optional(),
  parent_customer_external_id: z.unknown().optional(),
  skip_onboarding_workflow: z.unknown().optional(),
  tax_rate_overrides: z.unknown().optional(),
};

const { name, email, timezone } = CustomerInput.shape;

const Fields = {
  name: name.unwrap().optional(),
  email: email.unwrap().optional(),
  timezone: timezone.unwrap().optional(),
  address_line1: Address.shape.line1.unwrap().optional(),
  address_line2: Address.shape.line2.unwrap().optional(),
  address_city: Address.shape.city.unwrap().optional(),
  address_state: Address.shape.state.unwrap().optional(),
  address_postal_code: Address.shape.postalCode.unwrap().optional(),
  address_country: Address.shape.country.unwrap().optional(),
  metadata: Metadata.optional(),
};

const CreateBody = z.strictObject({
  external_id: ExternalId,
  /** Of a sandbox alone, and for ever. */
  test_clock_id: TestClockId.nullable().default(null),
  ...Fields,
  ...Ignored,
});
const UpdateBody = z.strictObject({ external_id: ExternalId.optional(), ...Fields, ...Ignored });

/** What is left out is not named at all, so that a change leaves it as it is. */
function addressOf(body: z.output<typeof UpdateBody>): Partial<Address> {
  const address = {
    line1: body.address_line1,
    line2: body.address_line2,
    city: body.address_city,
    state: body.address_state,
    postalCode: body.address_postal_code,
    country: body.address_country,
  };
  return Object.fromEntries(Object.entries(address).filter(([, part]) => part !== undefined));
}

const NO_ADDRESS: Address = Address.parse({});

const createCustomerRoute = route({
  method: "post",
  path: "/customers",
  scope: "customers:write",
  summary: "Create a customer",
  body: CreateBody,
  reply: CustomerDialect,
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body }) => {
    const view = await createCustomer(ctx, {
      externalId: body.external_id,
      name: body.name ?? "",
      email: body.email ?? "",
      timezone: body.timezone ?? "",
      address: { ...NO_ADDRESS, ...addressOf(body) },
      metadata: body.metadata ?? {},
      testClockId: body.test_clock_id,
    });
    return customerDialect(ctx, view);
  },
});

const listCustomersRoute = route({
  method: "get",
  path: "/customers",
  scope: "customers:read",
  summary: "List customers, newest first",
  query: CursorQuery.extend({ search: z.string().max(200).default("") }),
  reply: listOf(CustomerDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const page = await listCustomers(ctx, { ...query, status: null, sort: "created" });
    return {
      items: page.items.map((view) => customerDialect(ctx, view)),
      pagination: { total: page.total, limit: query.limit, offset: query.offset },
      next_cursor: page.nextCursor,
    };
  },
});

const getCustomerRoute = route({
  method: "get",
  path: "/customers/{customerId}",
  scope: "customers:read",
  summary: "Get a customer",
  params: Params,
  reply: CustomerDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { customerId } }) => {
    const view = await findCustomer(ctx, customerId);
    if (!view) throw notFound("customer", idText("cus", customerId));
    return customerDialect(ctx, view);
  },
});

const getByExternalIdRoute = route({
  method: "get",
  path: "/customers/external/{external_id}",
  scope: "customers:read",
  summary: "Get a customer by external id",
  params: z.object({ external_id: z.string().max(255) }),
  reply: CustomerDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params }) => {
    const view = await findCustomerByExternalId(ctx, params.external_id);
    if (!view) throw notFound("customer", params.external_id);
    return customerDialect(ctx, view);
  },
});

const changesOf = (body: z.output<typeof UpdateBody>) => ({
  externalId: body.external_id,
  name: body.name,
  email: body.email,
  timezone: body.timezone,
  address: addressOf(body),
  metadata: body.metadata,
});

const updateCustomerRoute = route({
  method: "put",
  path: "/customers/{customerId}",
  scope: "customers:write",
  summary: "Change a customer",
  params: Params,
  body: UpdateBody,
  reply: CustomerDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "already_exists"],
  run: async (ctx, { params: { customerId }, body }) => {
    const view = await updateCustomer(ctx, customerId, changesOf(body));
    return customerDialect(ctx, view);
  },
});

const updateNamedCustomerRoute = route({
  method: "put",
  path: "/customers",
  scope: "customers:write",
  summary: "Change the customer that the query names, by id or by external id",
  query: z.object({ id: CustomerId.optional(), external_customer_id: ExternalId.optional() }),
  body: UpdateBody,
  reply: CustomerDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "already_exists"],
  run: async (ctx, { query: { id, external_customer_id }, body }) => {
    const customerId = await customerNamed(ctx, { customer_id: id, external_customer_id });
    return customerDialect(ctx, await updateCustomer(ctx, customerId, changesOf(body)));
  },
});

const deleteCustomerRoute = route({
  method: "delete",
  path: "/customers/{customerId}",
  scope: "customers:write",
  summary: "Archive a customer; refused while credits or unpaid invoices are left",
  params: Params,
  reply: z.void(),
  status: 204,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { customerId } }) => {
    await archiveCustomer(ctx, customerId);
  },
});

export const CUSTOMER_ROUTES: readonly Route[] = [
  createCustomerRoute,
  listCustomersRoute,
  getByExternalIdRoute,
  getCustomerRoute,
  updateCustomerRoute,
  updateNamedCustomerRoute,
  deleteCustomerRoute,
].flat();
