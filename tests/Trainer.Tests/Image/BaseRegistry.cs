using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>A registry of images with one image to read: the base that eng/image assembled, without the program. It stands in for Microsoft's registry, so that the SDK's own
/// publishing can be tried.</summary>
internal sealed class BaseRegistry : IAsyncDisposable
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private readonly WebApplication app;

    private BaseRegistry(WebApplication app) => this.app = app;

    /// <summary>As ContainerBaseImage names it.</summary>
    public string Image => $"localhost:{new Uri(app.Urls.Single()).Port}/base:1";

    /// <param name="layout">An unpacked OCI layout, whose last layer is the program.</param>
    public static async Task<BaseRegistry> StartAsync(string layout, CancellationToken cancellationToken)
    {
        string blobs = Path.Combine(layout, "blobs", "sha256");
        JsonNode Read(string digest) => JsonNode.Parse(File.ReadAllBytes(Path.Combine(blobs, digest["sha256:".Length..])))!;
        JsonNode index = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(layout, "index.json"), cancellationToken))!;
        JsonNode manifest = Read((string)index["manifests"]![0]!["digest"]!);
        JsonNode configuration = Read((string)manifest["config"]!["digest"]!);
        RemoveLast(manifest["layers"]!.AsArray());
        RemoveLast(configuration["rootfs"]!["diff_ids"]!.AsArray());

        // What is left has no user and no entry point: those that are found afterwards came from the project.
        configuration["config"] = new JsonObject { ["Env"] = configuration["config"]!["Env"]!.DeepClone() };
        Dictionary<string, byte[]> made = [];
        string Keep(JsonNode node)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(node.ToJsonString());
            string digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
            made[digest] = bytes;
            return digest;
        }

        string config = Keep(configuration);
        manifest["config"]!["digest"] = config;
        manifest["config"]!["size"] = made[config].Length;
        string top = Keep(manifest);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        server.MapGet("/v2/", () => Results.Ok());
        server.MapGet("/v2/base/manifests/{reference}", (HttpResponse response) =>
        {
            response.Headers["Docker-Content-Digest"] = top;
            return Results.Bytes(made[top], Manifest);
        });
        server.MapGet("/v2/base/blobs/{digest}", (string digest) => made.TryGetValue(digest, out byte[]? bytes)
            ? Results.Bytes(bytes, "application/octet-stream")
            : Results.File(Path.Combine(blobs, digest["sha256:".Length..]), "application/octet-stream"));
        await server.StartAsync(cancellationToken);
        return new BaseRegistry(server);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void RemoveLast(JsonArray array) => array.RemoveAt(array.Count - 1);
}
