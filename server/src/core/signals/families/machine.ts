import { document, prometheusRows } from "./row";

const NODE = document("Node exporter: Collectors", "https://github.com/prometheus/node_exporter#collectors");
const WINDOWS = document(
  "Windows exporter: Collectors",
  "https://github.com/prometheus-community/windows_exporter#collectors",
);
const CADVISOR = document(
  "cAdvisor: Prometheus container metrics",
  "https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md",
);
const KSM = document(
  "kube-state-metrics: Exposed metrics",
  "https://github.com/kubernetes/kube-state-metrics/tree/main/docs#exposed-metrics",
);
const KUBERNETES = document(
  "Kubernetes: Metrics reference",
  "https://kubernetes.io/docs/reference/instrumentation/metrics/",
);
const CONTROLLERS = document(
  "controller-runtime: Metrics",
  "https://book.kubebuilder.io/reference/metrics-reference",
);

/** Hosts, containers and Kubernetes' own parts. */
export const machineFamilies = prometheusRows([
  {
    id: "node-gauges",
    title: "Node exporter, memory, load, file systems",
    class: "internal",
    match:
      /^node_(memory_.+|load(1|5|15)|filesystem_(avail_bytes|free_bytes|size_bytes|files|files_free|readonly|device_error)|boot_time_seconds|time_seconds|procs_(running|blocked)|network_up|hwmon_temp_celsius)$/,
    examples: ["node_load1", "node_memory_MemAvailable_bytes", "node_filesystem_avail_bytes"],
    measures: "a host's memory, load or file systems",
    type: "gauge",
    evidence: NODE,
  },
  {
    id: "node",
    title: "Node exporter",
    class: "internal",
    match:
      /^node_(arp|bcache|bonding|btrfs|buddyinfo|cgroups|conntrack|cooling_device|cpu|disk|dmi|drbd|edac|entropy|exporter|fibrechannel|filefd|filesystem|forks|hwmon|infiniband|interrupts|intr|ipvs|ksmd|lnstat|mdadm|meminfo|mountstats|netstat|network|nf_conntrack|nfs|nfsd|ntp|nvme|os|power_supply|pressure|procs|processes|qdisc|rapl|schedstat|scrape|selinux|slabinfo|sockstat|softirqs|softnet|stat|supervisord|systemd|tape|tcp|textfile|thermal|time|timex|udp|uname|vmstat|watchdog|wifi|xfs|zfs|context_switches|time_zone)(_|$)/,
    examples: ["node_cpu_seconds_total", "node_disk_io_time_seconds_total", "node_context_switches_total"],
    measures: "a host",
    evidence: NODE,
  },
  {
    id: "windows",
    title: "Windows exporter",
    class: "internal",
    match:
      /^windows_(ad|adcs|adfs|cache|container|cpu|cs|dfsr|dhcp|diskdrive|dns|exchange|exporter|fsrmquota|gpu|hyperv|iis|license|logical_disk|logon|memory|msmq|mssql|net|netframework|nps|os|pagefile|performancecounter|physical_disk|printer|process|remote_fx|scheduled_task|service|smb|smbclient|smtp|system|tcp|terminal_services|textfile|thermalzone|time|udp|update|vmware)_/,
    examples: ["windows_cpu_time_total", "windows_os_physical_memory_free_bytes", "windows_service_state"],
    measures: "a Windows host",
    evidence: WINDOWS,
  },
  {
    id: "cadvisor-gauges",
    title: "cAdvisor, memory and limits",
    class: "internal",
    match:
      /^container_(memory_(usage_bytes|working_set_bytes|rss|cache|swap|mapped_file|max_usage_bytes|kernel_usage|total_active_file_bytes|total_inactive_file_bytes)|spec_.+|last_seen|start_time_seconds|processes|sockets|threads|threads_max|file_descriptors|fs_(usage_bytes|limit_bytes|inodes_free|inodes_total|io_current)|tasks_state|cpu_load_average_10s)$/,
    examples: ["container_memory_working_set_bytes", "container_spec_memory_limit_bytes"],
    measures: "a container's memory and limits",
    type: "gauge",
    evidence: CADVISOR,
  },
  {
    id: "cadvisor",
    title: "cAdvisor",
    class: "internal",
    match:
      /^container_(cpu|memory|network|fs|blkio|hugetlb|oom_events|spec|llc|perf|referenced_bytes|sockets|scrape_error|ulimits|pressure)(_|$)/,
    examples: [
      "container_cpu_usage_seconds_total",
      "container_network_receive_bytes_total",
      "container_oom_events_total",
    ],
    measures: "a container's use of the machine",
    evidence: CADVISOR,
  },
  {
    id: "cadvisor-machine",
    title: "cAdvisor, machine",
    class: "internal",
    match:
      /^(machine_(cpu_cores|cpu_physical_cores|cpu_sockets|memory_bytes|nvm_.+|swap_bytes|dimm_.+|scrape_error|node_.+)|cadvisor_version_info)$/,
    examples: ["machine_cpu_cores", "machine_memory_bytes"],
    measures: "a host's size",
    type: "gauge",
    evidence: CADVISOR,
  },
  {
    id: "kube-state-gauges",
    title: "kube-state-metrics, states",
    class: "internal",
    match:
      /^kube_((pod|deployment|statefulset|daemonset|replicaset|node|namespace|service|endpoint|ingress|persistentvolume|persistentvolumeclaim|horizontalpodautoscaler|resourcequota|limitrange|poddisruptionbudget|configmap|secret)_(status_(?!.*restarts)|spec_|info|labels|annotations|created|metadata_).*|pod_container_(resource_(requests|limits).*|status_(ready|running|waiting|waiting_reason|terminated|terminated_reason|last_terminated_.*)|info|state_started))$/,
    examples: [
      "kube_pod_status_ready",
      "kube_pod_container_status_ready",
      "kube_deployment_status_replicas_available",
      "kube_pod_container_resource_requests",
    ],
    measures: "the state of an object as Kubernetes records it",
    type: "gauge",
    evidence: KSM,
  },
  {
    id: "kube-state",
    title: "kube-state-metrics",
    class: "internal",
    match:
      /^kube_(pod|deployment|statefulset|daemonset|replicaset|replicationcontroller|node|namespace|service|endpoint|endpointslice|ingress|networkpolicy|persistentvolume|persistentvolumeclaim|storageclass|volumeattachment|horizontalpodautoscaler|verticalpodautoscaler|resourcequota|limitrange|poddisruptionbudget|configmap|secret|serviceaccount|role|rolebinding|clusterrole|clusterrolebinding|lease|certificatesigningrequest|mutatingwebhookconfiguration|validatingwebhookconfiguration|state_metrics|hpa|customresource|apiserver|proxy|aggregator)_/,
    examples: ["kube_pod_container_status_restarts_total", "kube_lease_owner"],
    measures: "the state of an object as Kubernetes records it",
    evidence: KSM,
  },
  {
    id: "kubelet",
    title: "Kubelet and kube-proxy",
    class: "internal",
    match:
      /^(kubelet|kubeproxy|csi_operations)_|^(storage_operation_duration_seconds|storage_operation_errors|volume_manager_total_volumes)$/,
    examples: [
      "kubelet_runtime_operations_errors_total",
      "kubeproxy_sync_proxy_rules_duration_seconds_bucket",
    ],
    measures: "the Kubernetes agent on a host",
    evidence: KUBERNETES,
  },
  {
    id: "kubernetes-api-internal",
    title: "Kubernetes API server, insides",
    class: "internal",
    match:
      /^apiserver_(admission|audit|authentication|authorization|cache_list|cel|client_certificate|crd|current_inflight|current_inqueue|delegated|egress|encryption|envelope|externaljwt|flowcontrol|init_events|kube_aggregator|longrunning|mutating|rerouted|resource|storage|terminated|tls_handshake|validating|watch|webhooks)_/,
    examples: [
      "apiserver_admission_webhook_admission_duration_seconds_bucket",
      "apiserver_current_inflight_requests",
    ],
    measures: "the insides of the Kubernetes API server",
    evidence: KUBERNETES,
  },
  {
    id: "kube-scheduler",
    title: "Kubernetes scheduler",
    class: "internal",
    match:
      /^scheduler_(schedule_attempts|scheduling_(attempt|algorithm)_.+|e2e_scheduling_duration_seconds|pending_pods|pod_scheduling_.+|preemption_.+|queue_incoming_pods|framework_extension_point_.+|plugin_.+|scheduler_(cache_size|goroutines)|goroutines|permit_wait_.+|unschedulable_pods|volume_.+|binding_duration_seconds)$/,
    examples: [
      "scheduler_pending_pods",
      "scheduler_scheduling_attempt_duration_seconds_bucket",
      "scheduler_schedule_attempts_total",
    ],
    measures: "the Kubernetes scheduler",
    evidence: KUBERNETES,
  },
  {
    id: "controllers",
    title: "Kubernetes controllers",
    class: "internal",
    match:
      /^(controller_runtime_|workqueue_(adds|depth|queue_duration_seconds|work_duration_seconds|unfinished_work_seconds|longest_running_processor_seconds|retries)$|prometheus_operator_(?!kubernetes_client)|node_collector_|attachdetach_controller_|endpoint_slice_controller_|leader_election_|certwatcher_|gotk_)/,
    examples: [
      "controller_runtime_reconcile_total",
      "workqueue_depth",
      "prometheus_operator_reconcile_errors_total",
    ],
    measures: "a controller's own work",
    evidence: CONTROLLERS,
  },
  {
    id: "cluster-autoscaler",
    title: "Cluster autoscaler and Karpenter",
    class: "internal",
    match: /^(cluster_autoscaler|karpenter)_/,
    examples: ["cluster_autoscaler_unschedulable_pods_count", "karpenter_nodes_total_pod_requests"],
    measures: "the cluster's own scaling",
    evidence: document("Karpenter: Metrics", "https://karpenter.sh/docs/reference/metrics/"),
  },
  {
    id: "coredns-internal",
    title: "CoreDNS, itself",
    class: "internal",
    match:
      /^coredns_(cache|forward|proxy|health|panics|plugin|reload|hosts|kubernetes|build|autopath|template)(_|$)/,
    examples: ["coredns_cache_hits_total", "coredns_panics_total"],
    measures: "CoreDNS's own state",
    evidence: document("CoreDNS: prometheus plugin", "https://coredns.io/plugins/metrics/"),
  },
  {
    id: "host-exporters",
    title: "Other exporters of machines",
    class: "internal",
    match:
      /^(ipmi|libvirt|smartctl|smartmon|namedprocess_namegroup|systemd_unit|systemd_service|nvidia_gpu|nvidia_smi|snmp|pve|ceph|zfs|netdata|mikrotik)_|^DCGM_FI_/,
    examples: [
      "namedprocess_namegroup_num_procs",
      "ceph_health_status",
      "DCGM_FI_DEV_GPU_UTIL",
      "systemd_unit_state",
    ],
    measures: "machines, disks or processes",
    evidence: document(
      "Prometheus: Exporters and integrations",
      "https://prometheus.io/docs/instrumenting/exporters/",
    ),
  },
]);
