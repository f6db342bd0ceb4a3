// CommonJS: Node 20.19 and later load ES modules with `require`.
import kit = require('engage-export-kit');
import conformance = require('engage-export-kit/conformance');
import generators = require('engage-export-kit/generators');
import schemas = require('engage-export-kit/schemas');

export const all: readonly object[] = [kit.startServer, conformance.runConformance, generators, schemas];
