import type { NamedRemark } from "../../consumers/judgement";
import type { Related, Report, Severity } from "../rule";

/** A remark as a finding, with the place where its reader is named. */
export function reportOf(remark: NamedRemark, severity?: Severity): Report {
  const { span, fact, because, todo, fixes, consumer, named } = remark;
  const related: Related[] =
    named.span === undefined
      ? []
      : [
          {
            message: `${consumer.title} is named as a reader here.`,
            span: named.span,
            ...(named.definition ? { document: named.definition.document } : {}),
          },
        ];
  return {
    span,
    message: { what: fact, why: because, todo },
    ...(severity ? { severity } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(fixes ? { fixes } : {}),
  };
}
