import { describe, expect, it } from "vitest";
import { hoverText, linesOf, rolling, sloText } from "./support";

const SLO = sloText({
  name: "checkout",
  target: "target: 0.999",
  window: rolling("28d"),
  eventsPerDay: "1200000",
});
/** The SLO with another annotation in the place of its traffic. */
const annotated = (annotation: string, text = SLO) =>
  text.replace('slosmith/events-per-day: "1200000"', annotation);
const hover = (annotation: string, needle: string, more = "") =>
  hoverText(annotated(annotation) + more, needle);

describe("what an annotation about measurement means for its SLO", () => {
  it("sample-interval: how much budget one sample stands for", () => {
    expect(hover("slosmith/sample-interval: 60s", "60s")).toContain(
      "One sample stands for 60s; at 99.9 % over 28d the budget is 40m 19.2s: 40 samples.",
    );
    expect(hover("slosmith/sample-interval: 1h", "1h")).toContain("40m 19.2s: less than one sample.");
  });

  it("retention: whether the window fits in it", () => {
    expect(hover("slosmith/retention: 4w", ": 4w")).toContain("The window, 28d, fits.");
    expect(hover("slosmith/retention: 15d", "15d")).toContain(
      "The window, 28d, is 13d longer: its beginning is lost before it ends.",
    );
  });

  it("events-per-day: how many may fail", () => {
    expect(hoverText(SLO, "1200000")).toContain("33.6M in 28d, 50,000 an hour");
    expect(hoverText(SLO, "1200000")).toContain("At 99.9 % 33,600 of them may fail.");
    expect(hover('slosmith/events-per-day: "30"', '"30"')).toContain(
      "At 99.9 % less than one of them may fail: the first failure breaks it.",
    );
  });

  it("buckets: which thresholds are counted exactly", () => {
    const text = hover('slosmith/buckets: "0.1, 0.3, 1.2, 5"', "0.3");
    expect(text).toContain("4 bounds, 0.1 to 5: a threshold that is one of them is counted exactly");
  });

  it("client: what is lost in the users' own networks", () => {
    const text = hover("slosmith/client: mobile", "mobile");
    expect(text).toContain("`mobile`: People with a phone app, over mobile networks.");
    expect(text).toContain("a target above 99.9 % drowns in that");
    expect(hover("slosmith/client: internal", "internal")).not.toContain("drowns");
  });

  it("signal and client: every word, where the value is none of them", () => {
    expect(hover("slosmith/signal: user-facing", "user-facing")).toContain("Its users feel it directly");
    expect(hover("slosmith/signal: User facing", "User facing")).toContain(
      "`user-facing`: Its users feel it directly",
    );
    expect(
      linesOf(hover("slosmith/client: fridge", "fridge")).filter((line) => line.startsWith("-")),
    ).toHaveLength(4);
  });

  it("depends-on: what each promises, and what that leaves", () => {
    const more = `---\n${sloText({ name: "payments", target: "target: 0.995", window: rolling("28d") })}`;
    const text = hover("slosmith/depends-on: payments, gone", "payments, gone", more);
    expect(text).toContain("Promises 99.5 % over a rolling 28d.");
    expect(text).toContain("No Service or SLO named `gone` is defined in this workspace.");
    expect(text).toContain("No more than 99.5 % can be promised on top of it.");
  });

  it("nothing in numbers, where the value cannot be read", () => {
    for (const name of ["sample-interval", "retention", "buckets", "dependencies", "events-per-day"]) {
      expect(linesOf(hover(`slosmith/${name}: often`, "often")), name).toHaveLength(2);
    }
  });

  it("stands on an indicator that is written in place, too", () => {
    const text = annotated("example.com/a: b").replace(
      "indicatorRef: answered",
      "indicator: {metadata: {name: own, annotations: {slosmith/sample-interval: 60s}}, spec: {}}",
    );
    expect(hoverText(text, "60s")).toContain("40m 19.2s: 40 samples.");
  });

  it("tells a Service by the tightest of its SLOs", () => {
    const service =
      "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: shop, annotations: {slosmith/sample-interval: 60s}}\n";
    const strict = sloText({ name: "strict", target: "target: 0.9999", window: rolling("28d") });
    expect(hoverText(`${service}---\n${SLO}---\n${strict}`, "60s")).toContain(
      "at 99.99 % (strict, the tightest here) over 28d the budget is 4m 1.92s: 4 samples.",
    );
    expect(hoverText(service, "60s")).toContain("One sample stands for 60s: 1,440 samples a day.");
  });
});

const facts = `eventsPerDay: 300
    sampleInterval: 60s
    retention: 15d
    client: browser
    buckets: [0.1, 0.3, 1.2]
    dependencies: {card-network: 99, sms-gateway: 98}`;
const WORKSPACE = `apiVersion: slosmith/v1
kind: Workspace
spec:
  measurement:
    ${facts}
  signals:
    - match: shop_answers
      class: rum
      buckets: [10, 20]
`;

describe("what a Workspace's values mean", () => {
  const inWorkspace = (needle: string, after = "") => hoverText(`${WORKSPACE}---\n${SLO}`, needle, after);

  it("is told by the SLOs that it holds for", () => {
    expect(inWorkspace("60s")).toContain("at 99.9 % (checkout, the tightest here) over 28d");
    expect(inWorkspace("15d")).toContain("The longest window here (checkout), 28d, is 13d longer");
    expect(inWorkspace("300")).toContain("8,400 in 28d");
    expect(inWorkspace("browser")).toContain("above 99.99 %");
    expect(inWorkspace("0.3")).toContain("above 0.1 and at most 0.3: a threshold of 0.3 is counted exactly.");
    expect(inWorkspace("20", "[10")).toContain("What is above it is not told apart.");
    expect(inWorkspace("98")).toContain("sms-gateway promises 98 %.");
    expect(inWorkspace("98")).toContain("97.02 % if they fail independently, and 97 % at worst");
  });

  it("is the property's own on keys and words", () => {
    expect(inWorkspace("kind")).toContain("What holds for all SLOs in the folder of this file and below");
    expect(inWorkspace("signals")).toContain("**Signal families** `signals`");
    expect(inWorkspace("match")).toContain("`*` stands for any run of characters");
    expect(inWorkspace("rum")).toContain("`rum`: Measured in the user's own browser or app.");
    expect(inWorkspace("retention")).toContain("**Retention** `retention` · duration");
    expect(inWorkspace("retention")).toContain("No window longer than 15d can be calculated.");
  });

  it("is the same in a tier, told by its ceilings", () => {
    const tier = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  window: {default: 28d}
  objectives: [{category: availability, floorPercent: 99, ceilingPercent: 99.9}]
  measurement:
    ${facts}
`;
    expect(hoverText(tier, "60s")).toContain("at 99.9 % (availability, the tightest here) over 28d");
    expect(hoverText(tier, "15d")).toContain("is 13d longer");
    expect(hoverText(tier, "browser")).toContain("above 99.99 %");
    expect(hoverText(tier, "browser")).toContain("`browser`: People in a web browser");
  });
});
