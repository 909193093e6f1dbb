#!/bin/sh
# Creates the namespace TEMPORAL_NAMESPACE, whose closed runs are kept for RETENTION, at TEMPORAL_ADDRESS. One that is there
# already stays as it is.
set -eu

temporal operator namespace describe > /dev/null 2>&1 && exit 0
temporal operator namespace create --retention "$RETENTION"
