/** What credits are counted in; the dialect calls them price units. */
import * as z from "zod";
import { listCreditUnits } from "@/lib/catalog/reads/credit-units";
import { CreditUnitChanges, CreditUnitInput } from "@/lib/catalog/schema/credit-unit";
import { createCreditUnit } from "@/lib/catalog/writes/create-credit-unit";
import { updateCreditUnit } from "@/lib/catalog/writes/update-credit-unit";
import { invalidField, notFound } from "@/lib/errors";
import { PositiveMoney } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { catalogOf } from "./catalog-of";
import { PriceUnitDialect, priceUnitDialect } from "./dialect/price-unit";
import { listOf, PageQuery } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Changes = {
  name: CreditUnitInput.shape.plural,
  singular: CreditUnitInput.shape.singular.nullish(),
  precision: CreditUnitInput.shape.precision.unwrap().nullish(),
  conversion_rate: amountText(PositiveMoney).nullish(),
};
const NAMES = { plural: "name" };

type ChangesBody = z.output<z.ZodObject<typeof Changes>>;

const changesOf = ({ name, singular, precision, conversion_rate }: ChangesBody) => ({
  plural: name,
  singular: singular ?? name,
  precision: precision ?? 2,
  conversionRate: conversion_rate ?? null,
});

const createUnitRoute = route({
  method: "post",
  path: "/prices/units",
  scope: "catalog:write",
  summary: "Create a credit unit",
  body: z
    .strictObject({
      ...Changes,
      code: z.string(),
      /** Has to be the organization's: a rate speaks of its currency. */
      base_currency: z.string().nullish(),
      // Sent by clients of the dialect, without meaning here.
      symbol: z.unknown().optional(),
      metadata: z.unknown().optional(),
    })
    .transform((body, issue) => ({
      currency: body.base_currency ?? null,
      unit: pour(CreditUnitInput, { ...changesOf(body), code: body.code }, { issue, names: NAMES }),
    })),
  reply: PriceUnitDialect,
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body: { unit, currency } }) => {
    const own = (await catalogOf(ctx)).currency;
    if (currency && currency.toUpperCase() !== own) {
      throw invalidField("base_currency", `Rates are in ${own}`);
    }
    return priceUnitDialect(ctx, await createCreditUnit(ctx, unit));
  },
});

const UnitsQuery = PageQuery.extend({
  /** None is ever archived or deleted. */
  status: z.enum(["published", "archived", "deleted"]).default("published"),
  sort: z.enum(["code", "name"]).default("code"),
  order: z.enum(["asc", "desc"]).default("asc"),
});

const listUnitsRoute = route({
  method: "get",
  path: "/prices/units",
  scope: "catalog:read",
  summary: "List credit units, by code unless asked otherwise",
  query: UnitsQuery,
  reply: listOf(PriceUnitDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query: { status, sort, order, limit, offset } }) => {
    const units = (await listCreditUnits(ctx)).map((unit) => priceUnitDialect(ctx, unit));
    const meant = units.filter((unit) => unit.status === status).sort(by(sort));
    const inOrder = order === "desc" ? meant.reverse() : meant;
    return {
      items: inOrder.slice(offset, offset + limit),
      pagination: { total: meant.length, limit, offset },
      next_cursor: null,
    };
  },
});

/** Two of one name stand by their codes. */
const by = (sort: "code" | "name") => (one: PriceUnitDialect, other: PriceUnitDialect) =>
  compare(one[sort], other[sort]) || compare(one.code, other.code);

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const Params = z.object({ code: z.string().min(1).max(32) });

const getUnitRoute = route({
  method: "get",
  path: "/prices/units/{code}",
  scope: "catalog:read",
  summary: "Get a credit unit",
  params: Params,
  reply: PriceUnitDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { code } }) => {
    const unit = (await listCreditUnits(ctx)).find((one) => one.code === code);
    if (!unit) throw notFound("price_unit", code);
    return priceUnitDialect(ctx, unit);
  },
});

const updateUnitRoute = route({
  method: "put",
  path: "/prices/units/{code}",
  scope: "catalog:write",
  summary: "Change a credit unit's words, decimals and the rate that new wallets begin with",
  params: Params,
  body: z
    .strictObject(Changes)
    .transform((body, issue) => pour(CreditUnitChanges, changesOf(body), { issue, names: NAMES })),
  reply: PriceUnitDialect,
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { code }, body }) =>
    priceUnitDialect(ctx, await updateCreditUnit(ctx, code, body)),
});

export const PRICE_UNIT_ROUTES: readonly Route[] = [
  createUnitRoute,
  listUnitsRoute,
  getUnitRoute,
  updateUnitRoute,
].flat();
