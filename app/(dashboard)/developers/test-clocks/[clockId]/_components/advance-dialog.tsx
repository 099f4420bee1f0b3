"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FastForward } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Instant } from "@/components/domain/instant";
import { formatInstant } from "@/components/domain/instant-format";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TestClockView } from "@/lib/test-clock/schema";
import { advanceOf, asTyped, AdvanceForm as Fields } from "../../_components/clock-time";
import { presetsOf } from "../../_components/presets";
import { advanceTestClockAction } from "../../actions";
import { AdvancePreview } from "./advance-preview";
import { AdvanceProgress } from "./advance-progress";

/** Moves the clock, and waits until all that is due on the way is done. */
export function AdvanceDialog({ clock }: { clock: TestClockView }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <FastForward aria-hidden />
          Advance…
        </Button>
      }
      title="Advance the clock"
      description={`${clock.name}: everything due on the way is done, in order of time. There is no way back.`}
    >
      <AdvanceForm clock={clock} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function AdvanceForm({ clock, onDone }: { clock: TestClockView; onDone: () => void }) {
  const cutShortAt = clock.advancingTo;
  const presets = cutShortAt ? [] : presetsOf(clock);
  const form = useForm<Fields>({
    resolver: zodResolver(Fields, undefined, { raw: true }),
    defaultValues: { to: asTyped(cutShortAt ?? presets[0]?.to ?? "") },
  });
  const { errors, isSubmitting } = form.formState;
  const [to] = form.watch(["to"]);

  const submit = form.handleSubmit(async (fields) => {
    const result = await advanceTestClockAction({ clockId: clock.id, advance: advanceOf(fields) });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "advance." });
    const { happened } = result.value;
    const brought = happened === 1 ? "1 thing happened" : `${happened} things happened`;
    toast.success(`It is ${formatInstant(result.value.to)}: ${brought}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Advance the clock">
      <p className="text-sm">
        It says <Instant at={clock.frozenAt} show="exact" className="font-medium" />.
      </p>
      {presets.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Where to</legend>
          {presets.map((preset) => (
            <Button
              key={preset.label}
              size="sm"
              aria-pressed={to === asTyped(preset.to)}
              className="aria-pressed:border-accent aria-pressed:text-accent"
              onClick={() => form.setValue("to", asTyped(preset.to), { shouldValidate: true })}
            >
              {preset.label}
            </Button>
          ))}
        </fieldset>
      )}
      <Field
        label="To"
        hint={cutShortAt ? "Its way to there was cut short" : "UTC, two years ahead at most"}
        error={errors.to?.message}
      >
        <Input
          type="datetime-local"
          step="any"
          readOnly={cutShortAt !== null}
          {...form.register("to")}
        />
      </Field>
      {isSubmitting ? (
        <AdvanceProgress clockId={clock.id} from={clock.frozenAt} to={advanceOf({ to }).to} />
      ) : (
        <AdvancePreview clockId={clock.id} to={advanceOf({ to }).to} />
      )}
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Time passes…">
          {cutShortAt ? "Go on" : "Advance"}
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
