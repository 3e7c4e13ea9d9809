import { document, prometheusRows } from "./row";

/** Message brokers' insides. What waits in their queues is in async.ts. */
export const brokerFamilies = prometheusRows([
  {
    id: "kafka-broker",
    title: "Kafka brokers",
    class: "internal",
    match:
      /^kafka_(server|network|controller|log|cluster|coordinator|brokers?|topic_partitions?|zookeeper|exporter|consumergroup)(_|$)|^(confluent_kafka_server|strimzi|kminion_kafka)_/,
    examples: [
      "kafka_server_replicamanager_underreplicatedpartitions",
      "kafka_brokers",
      "kafka_topic_partition_current_offset",
    ],
    measures: "the Kafka cluster and its clients",
    evidence: document("Kafka: Monitoring", "https://kafka.apache.org/documentation/#monitoring"),
  },
  {
    id: "kafka-clients",
    title: "Kafka clients, Connect and Streams",
    class: "internal",
    match: /^kafka_(consumer|producer|connect|streams?|admin_client)_/,
    ambiguous: true,
    examples: ["kafka_producer_record_send_total", "kafka_connect_worker_connector_count"],
    measures: "the insides of a Kafka client",
    evidence: document(
      "Micrometer: Kafka metrics",
      "https://docs.micrometer.io/micrometer/reference/reference/kafka.html",
    ),
  },
  {
    id: "rabbitmq",
    title: "RabbitMQ",
    class: "internal",
    match: /^rabbitmq_/,
    examples: ["rabbitmq_connections", "rabbitmq_process_open_fds", "rabbitmq_up"],
    measures: "the RabbitMQ cluster",
    evidence: document("RabbitMQ: Prometheus", "https://www.rabbitmq.com/docs/prometheus"),
  },
  {
    id: "nats",
    title: "NATS",
    class: "internal",
    match: /^(gnatsd|nats_(varz|server|core|stream|account)|jetstream_(server|stream|account|cluster))_/,
    examples: ["gnatsd_varz_connections", "jetstream_server_total_streams"],
    measures: "the NATS cluster",
    evidence: document(
      "Prometheus NATS exporter",
      "https://github.com/nats-io/prometheus-nats-exporter#readme",
    ),
  },
  {
    id: "other-brokers",
    title: "Other brokers",
    class: "internal",
    match:
      /^(pulsar|bookie|bookkeeper|activemq|artemis|zookeeper|redpanda|vectorized|emqx|mosquitto|nsq|solace|hivemq)_/,
    examples: [
      "pulsar_topics_count",
      "activemq_queue_queuesize",
      "zookeeper_outstanding_requests",
      "redpanda_cluster_brokers",
    ],
    measures: "the broker's own state",
    evidence: document(
      "Prometheus: Exporters and integrations, messaging",
      "https://prometheus.io/docs/instrumenting/exporters/#messaging-systems",
    ),
  },
]);
