#!/usr/bin/env bash
# Before azd publishes the functions app: set-up builds the page that goes with it, or says by name which packages the registry lacks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
AzureRuntime=azure eng/setup
