export { type FilesScenarioRequest, performFilesRequest } from './files-request.ts';
export { perform } from './perform.ts';
export { otherHost } from './redirect.ts';
