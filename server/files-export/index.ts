export { sendError } from './call.ts';
export { createRequest } from './create.ts';
export { downloadPart } from './download.ts';
export { showStatus } from './status.ts';
