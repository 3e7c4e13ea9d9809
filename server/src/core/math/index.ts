/**
 * The maths of service level objectives, exact: decimals and rationals, durations, calendars, budgets, burn
 * rates, evidence, simulated outages, the windows of Sloth and Pyrra, and how each of these is written for people.
 * Definitions and sources: docs/maths.md.
 */
export * from "./budget";
export * from "./burn";
export * from "./calendar";
export * from "./course";
export * from "./duration";
export * from "./evidence";
export * from "./format";
export * from "./periods";
export * from "./pyrra-windows";
export * from "./rational";
export * from "./simulation";
export * from "./sloth-windows";
export * from "./whole-duration";
export * from "./window-lengths";
