// The documented part of the real extension's exports, and a way for a test to ask what the real one would ask.

/** @type {Map<string, { requestSchema: (resource: string) => string | undefined, requestSchemaContent: (uri: string) => string | undefined }>} */
const contributors = new Map();

exports.activate = () => ({
  registerContributor(scheme, requestSchema, requestSchemaContent) {
    if (contributors.has(scheme)) return false;
    contributors.set(scheme, { requestSchema, requestSchemaContent });
    return true;
  },
  /** For tests: the schemas of a file that others have named, with their texts. */
  schemasOf(resource) {
    return [...contributors.values()].flatMap(({ requestSchema, requestSchemaContent }) => {
      const uri = requestSchema(resource);
      return uri === undefined ? [] : [{ uri, text: requestSchemaContent(uri) }];
    });
  },
});
