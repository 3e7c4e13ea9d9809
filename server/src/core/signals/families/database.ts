import { document, prometheusRows } from "./row";

const MYSQL = document("MySQL server exporter", "https://github.com/prometheus/mysqld_exporter#readme");
const POSTGRES = document(
  "PostgreSQL server exporter",
  "https://github.com/prometheus-community/postgres_exporter#readme",
);
const REDIS = document("Redis exporter", "https://github.com/oliver006/redis_exporter#readme");
const ETCD = document("etcd: Metrics", "https://etcd.io/docs/latest/metrics/");

/** Databases and caches as their exporters show them. */
export const databaseFamilies = prometheusRows([
  {
    id: "database-up",
    title: "A database answers its exporter",
    class: "internal",
    match:
      /^(mysql|pg|redis|mongodb|elasticsearch|memcached|mssql|oracledb|cassandra|clickhouse|couchbase|influxdb)_up$/,
    examples: ["mysql_up", "pg_up", "redis_up", "memcached_up"],
    measures: "whether the exporter reached the database on its last try",
    type: "gauge",
    evidence: document(
      "Prometheus: Writing exporters",
      "https://prometheus.io/docs/instrumenting/writing_exporters/#failed-scrapes",
    ),
  },
  {
    id: "mysql",
    title: "MySQL",
    class: "internal",
    match: /^(mysql|mysqld|mysql_exporter|mysqld_exporter|proxysql|galera)_/,
    examples: ["mysql_global_status_threads_running", "mysql_slave_status_seconds_behind_master"],
    measures: "the database server",
    evidence: MYSQL,
  },
  {
    id: "postgres",
    title: "PostgreSQL",
    class: "internal",
    match: /^(pg|postgres_exporter|pgbouncer|pgbackrest|patroni|cnpg|ccp)_/,
    examples: [
      "pg_stat_database_xact_commit",
      "pg_replication_lag_seconds",
      "pgbouncer_pools_client_waiting_connections",
      "cnpg_collector_up",
    ],
    measures: "the database server",
    evidence: POSTGRES,
  },
  {
    id: "redis",
    title: "Redis",
    class: "internal",
    match:
      /^redis_(up|uptime|process|config|connected|blocked|tracking|clients?|cluster|commands|connections|instantaneous|cpu|db|evicted|expired|exporter|instance|io|keyspace|keys?|last|latency|latest|lazyfree|loading|lru|master|mem|memory|migrate|module|net|pubsub|rdb|aof|rejected|repl|replica|replication|second|sentinel|slave|slowlog|sync|start|stream|target|total|allocator|active|allocated|scripts?|maxmemory|expires|dump|acl|errors?)(_|$)/,
    examples: ["redis_connected_clients", "redis_commands_processed_total", "redis_keyspace_hits_total"],
    measures: "the Redis server",
    evidence: REDIS,
  },
  {
    id: "mongodb",
    title: "MongoDB",
    class: "internal",
    match: /^mongodb_/,
    examples: ["mongodb_ss_connections", "mongodb_mongod_op_latencies_latency_total"],
    measures: "the database server",
    evidence: document("MongoDB exporter", "https://github.com/percona/mongodb_exporter#readme"),
  },
  {
    id: "etcd",
    title: "etcd",
    class: "internal",
    match: /^etcd_/,
    examples: ["etcd_disk_wal_fsync_duration_seconds_bucket", "etcd_server_has_leader"],
    measures: "the key-value store behind Kubernetes",
    evidence: ETCD,
  },
  {
    id: "elasticsearch",
    title: "Elasticsearch and OpenSearch",
    class: "internal",
    match: /^(elasticsearch|opensearch)_/,
    examples: ["elasticsearch_cluster_health_status", "elasticsearch_indices_search_query_total"],
    measures: "the search engine's nodes and indices",
    evidence: document(
      "Elasticsearch exporter",
      "https://github.com/prometheus-community/elasticsearch_exporter#metrics",
    ),
  },
  {
    id: "memcached",
    title: "Memcached",
    class: "internal",
    match: /^memcached_/,
    examples: ["memcached_commands_total", "memcached_current_connections"],
    measures: "the Memcached server",
    evidence: document("Memcached exporter", "https://github.com/prometheus/memcached_exporter#readme"),
  },
  {
    id: "other-databases",
    title: "Other databases",
    class: "internal",
    match:
      /^(cassandra|scylla|clickhouse|mssql|oracledb|couchbase|couchdb|neo4j|influxdb|questdb|tikv|tidb|vtgate|vttablet|dynamodb|sqlserver)_|^ClickHouse(Metrics|ProfileEvents|AsyncMetrics)_/,
    examples: [
      "cassandra_table_readlatency_count",
      "ClickHouseProfileEvents_Query",
      "tikv_grpc_msg_duration_seconds_bucket",
    ],
    measures: "a database server",
    evidence: document(
      "Prometheus: Exporters and integrations, databases",
      "https://prometheus.io/docs/instrumenting/exporters/#databases",
    ),
  },
  {
    id: "varnish",
    title: "Varnish, client requests",
    class: "edge",
    match: /^varnish_main_(client_req|s_req|sess_conn)$/,
    examples: ["varnish_main_client_req"],
    measures: "requests that Varnish took in, good and bad alike",
    blindTo: "It has no status, so that failures do not stand out.",
    evidence: document(
      "Varnish exporter",
      "https://github.com/jonnenauha/prometheus_varnish_exporter#readme",
    ),
  },
  {
    id: "varnish-internal",
    title: "Varnish, itself",
    class: "internal",
    match: /^varnish_/,
    examples: ["varnish_main_threads", "varnish_backend_up"],
    measures: "the cache's own state",
    evidence: document(
      "Varnish exporter",
      "https://github.com/jonnenauha/prometheus_varnish_exporter#readme",
    ),
  },
  {
    id: "vault-internal",
    title: "HashiCorp Vault and Consul, insides",
    class: "internal",
    match:
      /^(vault|consul)_(core|raft|runtime|autopilot|serf|barrier|expire|token|audit|rpc|health|up|catalog|kvs|memberlist|acl)(_|$)/,
    examples: ["vault_core_unsealed", "consul_raft_commitTime"],
    measures: "the store's own state",
    evidence: document(
      "Vault: Telemetry metrics",
      "https://developer.hashicorp.com/vault/docs/internals/telemetry/metrics",
    ),
  },
  {
    id: "minio-internal",
    title: "MinIO, disks and nodes",
    class: "internal",
    match: /^minio_(cluster|node|disk|disks|bucket|capacity|heal|inter_node|software|usage|audit)_/,
    examples: ["minio_cluster_nodes_offline_total", "minio_node_disk_used_bytes"],
    measures: "the object store's disks and nodes",
    evidence: document(
      "MinIO: Metrics and alerts",
      "https://github.com/minio/minio/blob/master/docs/metrics/prometheus/list.md",
    ),
  },
]);
