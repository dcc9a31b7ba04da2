package io.homeward.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_taken_port_is_named_with_who_wanted_it_and_who_holds_it() throws IOException {
        Ports ports = Ports.freeFrom(20_000);
        try (var holder = new ServerSocket(ports.riskService(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::check)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + holder.getLocalPort() + ", which risk-service needs, is taken")
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void on_linux_the_holder_is_found_with_its_command() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortHolder holder = PortHolder.of(socket.getLocalPort()).orElseThrow();

            assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.command()).contains("java");
        }
    }

    @Test
    void free_ports_pass() throws CannotStart {
        Ports.freeFrom(20_000).check();
    }
}
