import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { FeatureView } from "@/lib/catalog/schema/feature";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { FeatureId } from "@/lib/ids";
import { findChargedEntity } from "@/lib/usage/reads/charged-entity";
import { ChargedEntityQuery, type ChargedEntityView } from "@/lib/usage/schema/charged-entity";
import type { LookUpParams } from "../search-params";

type Props = { ctx: Context; feature: FeatureView; asked: LookUpParams; zone: string };

/** Was a customer charged for this contact, when, and by which event: what support is asked. */
export async function ChargeLookUp({ ctx, feature, asked, zone }: Props) {
  const answer = await answerTo(ctx, feature, asked);
  return (
    <Card
      title="Look up a charge"
      description={`Whether a customer was charged for one ${feature.chargeOnce?.property}.`}
    >
      <form
        className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]"
        aria-label="Look up a charge"
      >
        <Field label="Customer" hint="The external id that events carry">
          <Input name="customer" required defaultValue={asked.customer} autoComplete="off" />
        </Field>
        <Field label="Entity" hint={`The value of ${feature.chargeOnce?.property}`}>
          <Input name="entity" required defaultValue={asked.entity} autoComplete="off" />
        </Field>
        <Button type="submit" className="sm:mb-5">
          Look up
        </Button>
      </form>
      <div className="mt-4">
        {answer !== null && <Answer answer={answer} feature={feature} zone={zone} />}
      </div>
    </Card>
  );
}

/** Null: nothing was asked; undefined: there is no such customer. */
async function answerTo(ctx: Context, { id }: FeatureView, { customer, entity }: LookUpParams) {
  const asked = ChargedEntityQuery.safeParse({ externalCustomerId: customer.trim(), entity });
  if (!asked.success) return null;
  try {
    return await findChargedEntity(ctx, FeatureId.parse(id), asked.data);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") return undefined;
    throw error;
  }
}

type AnswerProps = {
  answer: ChargedEntityView | undefined;
  feature: FeatureView;
  zone: string;
};

function Answer({ answer, feature, zone }: AnswerProps) {
  if (answer === undefined) return <Notice tone="warning" title="There is no such customer." />;
  const { charges, entity } = answer;
  if (charges.length === 0) {
    return <Notice title={`Not charged for ${entity}: the next event is.`} />;
  }
  return (
    <ul className="grid gap-2 text-sm">
      {charges.map(({ eventRef, eventId, credits, chargedAt, until, member }) => (
        <li key={eventRef}>
          Charged <Credits amount={credits} unit={feature.creditUnit} className="font-medium" />{" "}
          <Instant at={chargedAt} show="exact" zone={zone} /> by{" "}
          <Link
            href={`/events/${eventRef}`}
            prefetch={false}
            className="font-mono text-xs underline underline-offset-2"
          >
            {eventId ?? eventRef}
          </Link>
          {member && ` for ${member}`}
          {until && (
            <span className="text-muted">
              {" "}
              until <Instant at={until} show="exact" zone={zone} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
