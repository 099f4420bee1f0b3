"use client";

import { useState } from "react";
import { AmountInput } from "@/components/form/amount-input";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useFeatureChoices } from "../../_components/use-choices";
import { SimulationResult } from "./simulation-result";
import { useSimulation } from "./use-simulation";

/** Type an amount and see which grants would pay, in which order and why. Nothing is taken. */
export function BurnSimulator({
  walletId,
  unit,
  zone,
}: {
  walletId: string;
  unit: string;
  zone: string;
}) {
  const [typed, setTyped] = useState("");
  const [featureId, setFeatureId] = useState("");
  const features = useFeatureChoices();
  const { answer, isPending } = useSimulation(walletId, typed, featureId || null);
  return (
    <Card title="What would burn" description="Try an amount; nothing is taken">
      <div className="grid gap-4">
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field label="Amount to try">
            <AmountInput
              unit={unit}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Field label="Used for">
            <Select value={featureId} onChange={(event) => setFeatureId(event.target.value)}>
              <option value="">No feature, by hand</option>
              {features.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <SimulationResult answer={answer} pending={isPending} unit={unit} zone={zone} />
      </div>
    </Card>
  );
}
