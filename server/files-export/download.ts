import type { FastifyReply } from 'fastify';
import { linkBase } from '../export/links.ts';
import { type ExportPlan, planNetworkExport } from '../export/plan.ts';
import { abortOnClientClose } from '../http/abort-on-close.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { ErrorResponse } from '../http/error-response.ts';
import { plain } from '../http/responses.ts';
import { send } from '../http/send.ts';
import { errorResponses } from '../request/errors.ts';
import type { JobStep } from '../scenarios/steps/job.ts';
import type { FilesJob } from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { type ArchiveBreak, isArchiveBreak, sendBroken } from './broken-archive.ts';
import { type FilesCall, seedOf, sendError } from './call.ts';
import { linkMistake } from './links.ts';
import { type Part, partsOf } from './parts.ts';
import { stateOf, stepOf } from './state.ts';

/** The module that packs archives is loaded with the first download. */
const packing = once(() => import('./archive.ts'));

type LinkBreak = Extract<JobStep, { readonly do: 'link-breaks' }>;

const PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body>Sign in to continue.</body></html>\n';

/** Answers a link: sends the archive of a part. No token is needed; the signature of the link counts. */
export async function downloadPart(
  call: FilesCall,
  { jobId, part }: { readonly jobId: string; readonly part: string },
): Promise<FastifyReply> {
  // The signature of a text that is no number is never right.
  const number = /^[1-9]\d{0,3}$/.test(part) ? Number(part) : 0;
  const found = await findPart(call, jobId, number);
  if (found instanceof ErrorResponse) return sendError(call, found);
  const { job, plan, step } = found;
  call.record.plan(plan);
  if (step !== undefined) call.record.fire(step);
  const broken = step === undefined ? undefined : answers[step.how]?.(call);
  return (
    broken ??
    sendArchive(call, `${job.id.slice(0, 8)}-${number}`, {
      plan,
      how: isArchiveBreak(step?.how) ? step.how : undefined,
    })
  );
}

interface FoundPart {
  readonly job: FilesJob;
  readonly plan: ExportPlan;
  /** The step that breaks the link. */
  readonly step: LinkBreak | undefined;
}

async function findPart(
  { session, request, query }: FilesCall,
  jobId: string,
  number: number,
): Promise<FoundPart | ErrorResponse> {
  const now = session.context.clock.now();
  const mistake = linkMistake({ jobId, part: number }, query, { now, seed: await seedOf(session) });
  if (mistake !== undefined) return errorResponses.filesLinkRefused(mistake);
  const job = session.filesJobs.get(jobId);
  if (job === undefined || stateOf(job, now) !== 'COMPLETE')
    return errorResponses.filesLinkRefused('the export request has expired: create another one');
  const { context } = session;
  const assumptions = await context.assumptions();
  const world = await context.world();
  const [home] = world.networks;
  const parts = partsOf(job, home, assumptions);
  const part = parts[number - 1];
  if (part === undefined) return errorResponses.filesLinkRefused('the export request has no such part');
  const { since, until } = job;
  const plan = planNetworkExport(
    {
      since,
      until,
      window: part.window,
      files: ['Files'],
      include: 'all',
      networks: [home],
      externalNetworks: false,
    },
    {
      world,
      profile: context.profile,
      query: { raw: '', values: new Map() },
      assumptions,
      base: linkBase(context.links, baseUrlOf(request.raw, session)),
    },
  );
  return { job, plan, step: breakOf(job, part, parts.length) };
}

/** The step that breaks the link to a part; undefined when none does. */
function breakOf(job: FilesJob, { number }: Part, count: number): LinkBreak | undefined {
  const step = stepOf(job, 'link-breaks');
  if (step?.part === 'first' && number !== 1) return undefined;
  return step?.part === 'last' && number !== count ? undefined : step;
}

const answers: Readonly<Partial<Record<LinkBreak['how'], (call: FilesCall) => FastifyReply>>> = {
  refused: (call) => sendError(call, errorResponses.filesLinkRefused('a scenario refuses the link')),
  gone: ({ reply }) => plain(reply, 404, 'The file does not exist.'),
  error: ({ reply }) => plain(reply, 500, 'The storage failed.'),
  page: ({ reply }) => reply.code(200).type('text/html; charset=utf-8').send(PAGE),
};

async function sendArchive(
  { session, request, reply, record }: FilesCall,
  name: string,
  { plan, how }: { readonly plan: ExportPlan; readonly how: ArchiveBreak | undefined },
): Promise<FastifyReply> {
  const { context } = session;
  const named = { 'Content-Disposition': `attachment; filename="files-export-${name}.zip"` };
  const assumptions = await context.assumptions();
  const response = reply.hijack().raw;
  response.writeHead(200, {
    'Content-Type': 'application/zip',
    ...(assumptions['content-disposition'] === 'on' ? named : {}),
  });
  record.answered();
  if (request.method === 'HEAD') {
    response.end();
    return reply;
  }
  await abortOnClientClose(response, context.report, async (signal) => {
    const archive = (await packing()).filesArchive(plan, signal);
    if (how === undefined) return send(archive, response);
    await sendBroken(archive, response, { how, record });
  });
  return reply;
}
