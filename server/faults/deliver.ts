import type { ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Assumptions } from '../../schemas/index.ts';
import type { Context } from '../export/context.ts';
import { exportHead } from '../export/headers.ts';
import type { ExportPlan } from '../export/plan.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import { ArchiveParts, type ExchangeRecord } from '../journal/index.ts';
import type { Anchor } from '../scenarios/steps/anchor.ts';
import type { TransportStep } from '../scenarios/steps/transport.ts';
import { gather } from '../zip/index.ts';
import { alteredPieces } from './altered-pieces.ts';
import { headOf } from './head.ts';
import { type Survey, surveyOf } from './places.ts';
import { type Event, play } from './play.ts';
import type { StepPlan } from './step-plan.ts';

/** An export and the steps that change its transfer. */
export interface Delivery {
  readonly plan: ExportPlan;
  readonly stepPlan: StepPlan;
  readonly context: Context;
  readonly assumptions: Assumptions;
  readonly timeScale: number;
  /** The session's clock, Unix milliseconds. */
  readonly now: number;
  readonly request: FastifyRequest;
  readonly response: ServerResponse;
  readonly record: ExchangeRecord;
}

/**
 * Sends an export with its steps. When steps refer to positions, the archive is made twice: first to find the
 * positions, then to send it.
 */
export function deliver(delivery: Delivery): Promise<void> {
  const { response, context } = delivery;
  return abortOnClientClose(response, context.report, (signal) => sendAltered(delivery, signal));
}

async function sendAltered(delivery: Delivery, signal: AbortSignal): Promise<void> {
  const { plan, stepPlan, context, assumptions, timeScale, now, request, response, record } = delivery;
  const anchors = stepPlan.transport.flatMap(anchorOf);
  const framing = stepPlan.transport.findLast((step) => step.do === 'framing');
  const survey =
    anchors.length > 0 || framing?.as === 'length'
      ? await surveyOf(alteredPieces({ plan, stepPlan, context, signal, fired: () => {} }), anchors)
      : undefined;
  headOf({
    steps: stepPlan.transport,
    baseline: exportHead(plan, assumptions),
    length: survey?.bytes,
    now,
    fired: record.fire,
    response,
  });
  record.answered();
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const pieces = alteredPieces({ plan, stepPlan, context, signal, fired: record.fire });
  record.archive = new ArchiveParts();
  const bytes = gather(pieces, record.archive.take);
  const events = eventsOf(stepPlan.transport, survey);
  const packed = stepPlan.transport.some((step) => step.do === 'encode');
  const wrongLength = framing?.as === 'length' && (framing.lengthOff ?? 0) !== 0;
  await play({ bytes, events, response, timeScale, record, packed, wrongLength });
}

function anchorOf(step: TransportStep): readonly Anchor[] {
  if (step.do === 'stream') return [step.until];
  if (step.do === 'stall') return [step.at];
  return step.do === 'slow' ? [step.from] : [];
}

/**
 * The steps with their byte positions, in the order of the rule. A step whose position precedes that of the
 * step before it happens at the position of that step.
 */
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
