import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Assumptions } from '../../schemas/index.ts';
import type { Context } from '../export/context.ts';
import { exportHead } from '../export/headers.ts';
import type { ExportPlan } from '../export/plan.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import type { ExchangeRecord } from '../journal/index.ts';
import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import { gather } from '../zip/index.ts';
import { alteredPieces } from './altered-pieces.ts';
import { headOf } from './head.ts';
import { type Survey, surveyOf } from './places.ts';
import { type Event, play } from './play.ts';
import type { StepPlan } from './step-plan.ts';

/** An export that steps are done to on its way. */
export interface Delivery {
  readonly plan: ExportPlan;
  readonly act: StepPlan;
  readonly context: Context;
  readonly assumptions: Assumptions;
  readonly timeScale: number;
  /** The session's clock, Unix milliseconds. */
  readonly now: number;
  readonly request: FastifyRequest;
  readonly response: ServerResponse;
  readonly recording: ExchangeRecord;
}

/** Sends an export as the steps say. What is aimed at places is found out by making the archive twice: once to see where everything lies, once to send it. */
export function deliver(delivery: Delivery): Promise<void> {
  const { response, context } = delivery;
  return abortOnClientClose(response, context.report, (signal) => sendAltered(delivery, signal));
}

async function sendAltered(delivery: Delivery, signal: AbortSignal): Promise<void> {
  const { plan, act, context, assumptions, timeScale, now, request, response, recording } = delivery;
  const anchors = act.transport.flatMap(anchorOf);
  const framing = act.transport.findLast((step) => step.do === 'framing');
  const survey =
    anchors.length > 0 || framing?.as === 'length'
      ? await surveyOf(alteredPieces({ plan, act, context, signal, fired: () => {} }), anchors)
      : undefined;
  headOf({
    steps: act.transport,
    usual: exportHead(plan, assumptions),
    length: survey?.bytes,
    now,
    fired: recording.fire,
    response,
  });
  recording.answered();
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const bytes = gather(alteredPieces({ plan, act, context, signal, fired: recording.fire }));
  const events = eventsOf(act.transport, survey);
  const packed = act.transport.some((step) => step.do === 'encode');
  const untrue = framing?.as === 'length' && (framing.lengthOff ?? 0) !== 0;
  await play({ bytes, events, response, timeScale, recording, packed, untrue });
}

function anchorOf(step: TransportStep): readonly Anchor[] {
  if (step.do === 'stream') return [step.until];
  if (step.do === 'stall') return [step.at];
  return step.do === 'slow' ? [step.from] : [];
}

/** What happens at which byte, in the order in which it is written; what is aimed before the place of the step before it happens with that one. */
function eventsOf(steps: readonly TransportStep[], survey: Survey | undefined): Event[] {
  const events: Event[] = [];
  for (const step of steps) {
    const [anchor] = anchorOf(step);
    if (anchor === undefined || survey === undefined) continue;
    const at = Math.max(survey.placeOf(anchor), events.at(-1)?.at ?? 0);
    events.push({ at, step: step as Event['step'] });
  }
  return events;
}
