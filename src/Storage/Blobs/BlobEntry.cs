using Azure;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>A blob in a list.</summary>
public sealed record BlobEntry(string Name, long Bytes, DateTimeOffset Modified, ETag ETag);
