using Azure;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>A blob with its content.</summary>
/// <param name="ETag">What <see cref="BlobFiles.ReplaceAsync"/> compares.</param>
public sealed record BlobFile(string Name, BinaryData Content, ETag ETag, IReadOnlyDictionary<string, string> Metadata);
