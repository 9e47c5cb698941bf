#!/bin/sh
# The figures of BENCHMARKS.md that want a machine with nothing else to do, and were not seen on one since the code changed:
# keystrokes in documents of all sizes, and long absences. Takes under ten minutes; JAVA_HOME is a JDK of at least 21.
# In parts: idle.sh sizes, idle.sh absences, idle.sh json0
set -eu
cd "$(dirname "$0")/../../.."
run() {
    mvn -B -q -pl ot-engine -Pbench verify "$@"
}
part=${1:-all}
if [ "$part" = sizes ] || [ "$part" = all ]; then
    run -Dbench="SizeBenchmark.(anywhere|jumping|typingBesideAnother) -p type=text,rich-text -f 1 -wi 3 -i 7 -w 500ms -r 500ms -prof gc"
fi
if [ "$part" = absences ] || [ "$part" = all ]; then
    run -Dbench="AbsenceBenchmark.rebase -p type=text,rich-text -p buffered=0 -p anywhere=true -p entries=100,1000,10000,100000 -f 1 -wi 2 -i 5 -w 500ms -r 500ms"
fi
if [ "$part" = json0 ] || [ "$part" = all ]; then
    run -Dbench.main=dev.stet.ot.bench.JsonAbsence -Dbench=10000
fi
