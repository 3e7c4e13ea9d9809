import { document, prometheusRows } from "./row";

const CLIENTS = document(
  "Prometheus: Writing client libraries, process metrics",
  "https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics",
);
const GO = document(
  "client_golang: collectors",
  "https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/collectors",
);
const JVM = document(
  "Micrometer: JVM metrics",
  "https://docs.micrometer.io/micrometer/reference/reference/jvm.html",
);
const SPRING = document(
  "Spring Boot: Metrics, supported metrics",
  "https://docs.spring.io/spring-boot/reference/actuator/metrics.html",
);

/** Processes, language runtimes and the pools in them. */
export const runtimeFamilies = prometheusRows([
  {
    id: "process-gauges",
    title: "Process, memory and files",
    class: "internal",
    match:
      /^process_(open_fds|max_fds|virtual_memory_bytes|virtual_memory_max_bytes|resident_memory_bytes|private_memory_bytes|heap_bytes|start_time_seconds|threads|num_threads|open_handles|uptime_seconds|files_(open|max)_files|cpu_usage)$/,
    examples: ["process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"],
    measures: "the process's memory, files and age",
    type: "gauge",
    evidence: CLIENTS,
  },
  {
    id: "process",
    title: "Process",
    class: "internal",
    match:
      /^process_(cpu_(seconds|user_seconds|system_seconds|time.*|utilization.*)|network_(receive|transmit)_bytes|runtime_(jvm|go|cpython|dotnet|nodejs)_.+|memory_(usage|virtual)(_bytes)?|context_switches|paging_faults|open_file_descriptor(_count)?|disk_io(_bytes)?|network_io(_bytes)?)$/,
    examples: ["process_cpu_seconds_total", "process_runtime_jvm_memory_usage_bytes"],
    measures: "the process's use of the machine",
    evidence: CLIENTS,
  },
  {
    id: "go-gauges",
    title: "Go runtime, counts and sizes",
    class: "internal",
    match:
      /^go_(goroutines|threads|info|memstats_((alloc|heap_alloc|heap_idle|heap_inuse|heap_objects|heap_released|heap_sys|stack_inuse|stack_sys|sys|next_gc|other_sys|gc_sys|buck_hash_sys|mcache_inuse|mcache_sys|mspan_inuse|mspan_sys)(_bytes)?|last_gc_time_seconds)|gc_gogc_percent|gc_gomemlimit_bytes|sched_gomaxprocs_threads)$/,
    examples: ["go_goroutines", "go_memstats_heap_inuse_bytes"],
    measures: "the Go runtime",
    type: "gauge",
    evidence: GO,
  },
  {
    id: "go",
    title: "Go runtime",
    class: "internal",
    match:
      /^go_(gc|memstats|sched|cpu_classes|memory_classes|godebug|sync|cgo|config|goroutine|memory|processor|schedule)_/,
    examples: ["go_gc_duration_seconds", "go_memstats_mallocs_total", "go_sched_latencies_seconds_bucket"],
    measures: "the Go runtime",
    evidence: GO,
  },
  {
    id: "jvm",
    title: "JVM",
    class: "internal",
    match:
      /^jvm_(memory|gc|threads?|classes|class|buffer|buffers|compilation|cpu|system|info|runtime|native_memory)(_|$)|^jvm_.+_(bytes|seconds)$/,
    examples: ["jvm_memory_used_bytes", "jvm_gc_pause_seconds_count", "jvm_threads_live_threads"],
    measures: "the JVM",
    evidence: JVM,
  },
  {
    id: "nodejs",
    title: "Node.js runtime",
    class: "internal",
    match:
      /^nodejs_(eventloop|active_(handles|requests|resources)|heap|gc|external_memory|version_info)(_|$)|^v8js_/,
    examples: ["nodejs_eventloop_lag_p99_seconds", "nodejs_heap_size_used_bytes"],
    measures: "the Node.js runtime",
    evidence: document(
      "prom-client: Default metrics",
      "https://github.com/siimon/prom-client#default-metrics",
    ),
  },
  {
    id: "dotnet",
    title: ".NET runtime",
    class: "internal",
    match:
      /^(dotnet_(total_memory|collection|gc|jit|process|thread_pool|monitor|exceptions|timer|assembly|threadpool|contention|internal|runtime|build)|system_runtime|kestrel|aspnetcore_(memory_pool|rate_limiting|diagnostics|routing))(_|$)/,
    examples: [
      "dotnet_gc_collections_total",
      "dotnet_total_memory_bytes",
      "system_runtime_cpu_usage",
      "kestrel_active_connections",
    ],
    measures: "the .NET runtime",
    evidence: document(
      ".NET: Built-in runtime metrics",
      "https://learn.microsoft.com/en-us/dotnet/core/diagnostics/built-in-metrics-runtime",
    ),
  },
  {
    id: "python",
    title: "Python runtime",
    class: "internal",
    match: /^(python_(gc_.+|info)|cpython_gc_.+)$/,
    examples: ["python_gc_collections_total"],
    measures: "the Python runtime",
    evidence: document(
      "Prometheus Python client: Collector",
      "https://prometheus.github.io/client_python/collector/",
    ),
  },
  {
    id: "ruby-runtime",
    title: "Ruby runtime and Puma",
    class: "internal",
    match:
      /^ruby_(heap_(free|live)_slots|(major|minor)_gc_ops|allocated_objects|rss|(old)?malloc_increase_bytes_limit|puma_.+|unicorn_.+|gc_.+)$|^puma_(workers|booted_workers|old_workers|running|running_threads|request_backlog|backlog|pool_capacity|thread_pool_capacity|max_threads|busy_threads)$|^gvl_/,
    examples: ["ruby_rss", "puma_running", "ruby_major_gc_ops_total"],
    measures: "the Ruby runtime",
    evidence: document("prometheus_exporter", "https://github.com/discourse/prometheus_exporter#readme"),
  },
  {
    id: "erlang",
    title: "Erlang runtime",
    class: "internal",
    match: /^(erlang_(vm|mnesia|uptime)|telemetry_beam)_/,
    examples: ["erlang_vm_memory_bytes_total"],
    measures: "the Erlang runtime",
    evidence: document("prometheus.erl", "https://hexdocs.pm/prometheus/"),
  },
  {
    id: "php-fpm",
    title: "PHP-FPM exporter",
    class: "internal",
    match: /^phpfpm_/,
    examples: ["phpfpm_active_processes", "phpfpm_listen_queue"],
    measures: "PHP's worker processes",
    evidence: document("PHP-FPM exporter", "https://github.com/hipages/php-fpm_exporter#readme"),
  },
  {
    id: "connection-pools",
    title: "Connection pools",
    class: "internal",
    match:
      /^(hikaricp|jdbc_connections|r2dbc_pool|tomcat_jdbc|agroal|c3p0|vertx_pool|lettuce_command|go_sql)_/,
    examples: ["hikaricp_connections_active", "jdbc_connections_max", "agroal_active_count"],
    measures: "the service's pools of connections",
    evidence: SPRING,
  },
  {
    id: "otel-db-connections",
    title: "OpenTelemetry, database connections",
    class: "internal",
    match: /^db_client_connections?(_(usage|idle_max|idle_min|max|pending_requests))?$/,
    examples: ["db_client_connection_count", "db_client_connections_usage"],
    measures: "the service's pool of database connections",
    type: "gauge",
    evidence: document(
      "OpenTelemetry: Semantic conventions for database client metrics",
      "https://opentelemetry.io/docs/specs/semconv/database/database-metrics/",
    ),
  },
  {
    id: "otel-db-client",
    title: "OpenTelemetry, database client",
    class: "internal",
    match: /^db_client_(operation|connections?|response|requests?)(_|$)/,
    examples: ["db_client_operation_duration_seconds_bucket", "db_client_connection_wait_time_seconds_sum"],
    measures: "the service's calls to its database",
    evidence: document(
      "OpenTelemetry: Semantic conventions for database client metrics",
      "https://opentelemetry.io/docs/specs/semconv/database/database-metrics/",
    ),
  },
  {
    id: "spring-internals",
    title: "Micrometer: executors, logs, web server threads, disk",
    class: "internal",
    match:
      /^(executor_(active_threads|completed_tasks|pool_.+|queue(d|_remaining)_tasks|seconds|idle_seconds|steals|running_threads)|logback_events|log4j2_events|tomcat_(threads|sessions|cache|connections)_.+|jetty_(threads|connections)_.+|undertow_.+|system_(cpu_usage|cpu_count|load_average_1m)|disk_(free|total)_bytes|spring_data_repository_invocations_seconds(_max)?|spring_security_.+|tasks_scheduled_.+|application_(ready|started)_time_seconds)$/,
    examples: [
      "logback_events_total",
      "tomcat_threads_busy_threads",
      "executor_queued_tasks",
      "system_cpu_usage",
    ],
    measures: "the service's insides",
    evidence: SPRING,
  },
]);
