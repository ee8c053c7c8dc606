# The image has one static program and the certificates that it needs: no shell, no package
# manager, and a user without rights.
#
#   docker build -t callwright .
#   docker run --rm -v "$PWD:/work" callwright validate
#
# Files that it writes into /work belong to user 65532, unless you add --user "$(id -u):$(id -g)".
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags "-s -w" -o /callwright ./cmd/callwright

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /callwright /usr/local/bin/callwright
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/callwright"]
