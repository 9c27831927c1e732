using Microsoft.Net.Http.Headers;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>A file of the page.</summary>
/// <param name="Name">From the folder of the page, with slashes.</param>
/// <param name="Tag">Of its content.</param>
internal sealed record PageFile(string Name, string ContentType, ReadOnlyMemory<byte> Content, EntityTagHeaderValue Tag);
