#!/bin/sh
# Builds callwright from a clone into bin/: set CALLWRIGHT_SOURCE to the URL of the clone.
set -eu
git clone --quiet --depth 1 "$CALLWRIGHT_SOURCE" callwright-source
CGO_ENABLED=0 go build -C callwright-source -trimpath -o "$PWD/bin/callwright" ./cmd/callwright
