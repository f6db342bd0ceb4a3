/**
 * Does every job that the parent sends, one after another, and sends back each result. Ends with the parent.
 */
export function doJobs<Job, Done>(work: (job: Job) => Done | Promise<Done>): void {
  process.on('message', async (job) => {
    process.send?.(await work(job as Job));
  });
  process.on('disconnect', () => process.exit());
}
