package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// terraformUsers is how many users the comparison with Terraform has.
const terraformUsers = 1000

// ofTerraform is a configuration of Terraform with as many users, and ofCallwright describes the
// same ones.
const (
	ofTerraform = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "eu-west-2"
  access_key                  = "a"
  secret_key                  = "b"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  endpoints {
    connect = "%[2]s"
  }
  ignore_tags {
    key_prefixes = ["callwright:"]
  }
}
data "aws_connect_instance" "this" {
  instance_alias = "callwright"
}
data "aws_connect_routing_profile" "basic" {
  instance_id = data.aws_connect_instance.this.id
  name        = "Basic Routing Profile"
}
data "aws_connect_security_profile" "agent" {
  instance_id = data.aws_connect_instance.this.id
  name        = "Agent"
}
resource "aws_connect_user" "agents" {
  for_each             = toset([for i in range(%[1]d) : "user-${i}"])
  instance_id          = data.aws_connect_instance.this.id
  name                 = each.key
  routing_profile_id   = data.aws_connect_routing_profile.basic.routing_profile_id
  security_profile_ids = [data.aws_connect_security_profile.agent.security_profile_id]
  identity_info {
    first_name = "Ada"
    last_name  = "Lovelace"
  }
  phone_config {
    phone_type = "SOFT_PHONE"
  }
}
`
	ofCallwright = provider + `
user "agents" {
  for_each          = toset([for i in range(%d) : "user-${i}"])
  first_name        = "Ada"
  last_name         = "Lovelace"
  routing_profile   = "Basic Routing Profile"
  security_profiles = ["Agent"]
  phone             = { type = "soft" }
}
`
)

// BenchmarkTerraform makes the same plan without changes with Terraform and with callwright: of
// 1,000 users, in one simulator in a process of its own, without quotas and with callwright's rates
// lifted. Read its own metrics: the time of each, the most memory of each, and how many times
// more Terraform takes. Terraform starts its provider anew for each of its steps: x-memory compares
// what all processes have at the same time, and x-memory-each the most of each process, added up.
// It needs Terraform on the PATH, and a folder with its provider for AWS, as for terraform init
// -plugin-dir:
//
//	CALLWRIGHT_TERRAFORM_PLUGINS=/opt/plugins go test ./cmd/callwright -run '^$' -bench Terraform -benchtime 1x
func BenchmarkTerraform(b *testing.B) {
	terraform, err := exec.LookPath("terraform")
	plugins := os.Getenv("CALLWRIGHT_TERRAFORM_PLUGINS")
	if err != nil || plugins == "" {
		b.Skip("it needs terraform on the PATH, and CALLWRIGHT_TERRAFORM_PLUGINS")
	}
	url := startSimulator(b)
	theirs := writeFiles(b, map[string]string{"main.tf": fmt.Sprintf(ofTerraform, terraformUsers, url)})
	ours := writeFiles(b, map[string]string{"main.hcl": fmt.Sprintf(ofCallwright, terraformUsers)})
	env := []string{"AWS_ENDPOINT_URL_CONNECT=" + url, "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "TF_CLI_CONFIG_FILE=" + os.DevNull, "AWS_EC2_METADATA_DISABLED=true"}
	runTerraform := func(says string, args ...string) commandRun {
		c := exec.CommandContext(b.Context(), terraform, append(args, "-input=false", "-no-color")...)
		c.Dir, c.Env = theirs, append(os.Environ(), env...)
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // to find the provider, which is another process
		return measured(b, c, groupMemory).saying(b, says)
	}
	// The binary is built as releases are: the one of this test is larger, and cgo takes memory.
	binary := filepath.Join(b.TempDir(), "callwright")
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	runOurs := func(says string, args ...string) commandRun {
		c := exec.CommandContext(b.Context(), binary, append(args, "--rate", "*=1000/s")...)
		c.Dir, c.Env = ours, append(os.Environ(), env...)
		return measured(b, c, peakMemory).saying(b, says)
	}
	runTerraform("successfully initialized", "init", "-plugin-dir="+plugins)
	runTerraform(fmt.Sprintf("Resources: %d added", terraformUsers), "apply", "-auto-approve", "-parallelism=50")
	runOurs("Apply:", "apply", "--auto-approve")
	var their, our commandRun
	for b.Loop() {
		our = our.plus(runOurs(fmt.Sprintf("(%d objects)", terraformUsers), "plan"))
		their = their.plus(runTerraform("No changes.", "plan"))
	}
	n := float64(b.N)
	b.ReportMetric(their.took.Seconds()/n, "terraform-s")
	b.ReportMetric(our.took.Seconds()/n, "callwright-s")
	b.ReportMetric(their.took.Seconds()/our.took.Seconds(), "x-time")
	b.ReportMetric(their.cpu.Seconds()/our.cpu.Seconds(), "x-cpu")
	b.ReportMetric(float64(their.mib), "terraform-MiB")
	b.ReportMetric(float64(our.mib), "callwright-MiB")
	b.ReportMetric(float64(their.mib)/float64(our.mib), "x-memory")
	b.ReportMetric(float64(their.each), "terraform-MiB-each")
	b.ReportMetric(float64(their.each)/float64(our.each), "x-memory-each")
	b.ReportMetric(0, "ns/op")
}

// saying fails the test if the run did not say a text.
func (r commandRun) saying(tb testing.TB, text string) commandRun {
	tb.Helper()
	if !strings.Contains(r.said, text) {
		tb.Fatalf("it says %.2000q, want %q", r.said, text)
	}
	return r
}

// startSimulator runs a simulator in a process of its own, and returns its URL.
func startSimulator(tb testing.TB) string {
	tb.Helper()
	port, err := freePort()
	if err != nil {
		tb.Fatal(err)
	}
	c := exec.Command(os.Args[0], "sim", "--listen", "127.0.0.1:"+port, "--data", ":memory:")
	c.Env = append(os.Environ(), asCommand+"=1")
	if err := c.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := errors.Join(c.Process.Signal(os.Interrupt), c.Wait()); err != nil {
			tb.Error(err)
		}
	})
	return "http://127.0.0.1:" + port
}

// groupMemory returns the most memory that the processes of a group had, once its first process has
// ended. Terraform's provider is a process of its own.
func groupMemory(group int, ended <-chan struct{}) peak {
	var most peak
	each := map[string]int64{} // by the file that tells about the process
	for {
		var sum int64
		stats, _ := filepath.Glob("/proc/[0-9]*/stat")
		for _, name := range stats {
			text, err := os.ReadFile(name)
			// The fields after the name of the program are the state, the parent and the group; the
			// twenty-second is the memory, in pages.
			_, rest, ok := strings.Cut(string(text), ") ")
			if fields := strings.Fields(rest); err == nil && ok && len(fields) > 21 && fields[2] == strconv.Itoa(group) {
				pages, _ := strconv.ParseInt(fields[21], 10, 64) // 0 while it ends
				used := pages * int64(os.Getpagesize())
				sum, each[name] = sum+used, max(each[name], used)
			}
		}
		most.atOnce = max(most.atOnce, sum)
		select {
		case <-ended:
			for _, used := range each {
				most.each += used
			}
			return most
		case <-time.After(100 * time.Millisecond):
		}
	}
}
