// Modelgen makes the simulator's copy of the Amazon Connect API model: the
// operations that have handlers there and the shapes they use, without documentation.
//
//	modelgen SERVICE-2.JSON[.GZ] MODEL.JSON
//
// It reads the official model as botocore ships it, in
// botocore/data/connect/2017-08-08/service-2.json.gz, and writes the copy. The simulator
// itself says which operations it has, so to serve another one, give it a handler and
// generate again:
//
//	CONNECT_MODEL=.../service-2.json.gz go generate ./providers/sim
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/callwright/callwright/providers/sim"
)

func main() {
	if err := run(os.Args[1:], sim.Operations()); err != nil {
		fmt.Fprintln(os.Stderr, "modelgen:", err)
		os.Exit(1)
	}
}

func run(args, operations []string) error {
	if len(args) != 2 {
		return fmt.Errorf("want two arguments: the path of service-2.json or service-2.json.gz, and the path of model.json")
	}
	official, err := read(args[0])
	if err != nil {
		return err
	}
	model, err := trim(official, operations)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(model); err != nil {
		return err
	}
	return os.WriteFile(args[1], out.Bytes(), 0o644)
}

func read(path string) (*service, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
	s := new(service)
	if err := json.NewDecoder(r).Decode(s); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return s, nil
}
