namespace ServerlessTraining.Storage.Bars;

/// <summary>A part of a series in a blob of its own.</summary>
/// <param name="Period">The year or month, as `2021` or `2021-07`.</param>
/// <param name="Blob">Names its content, so that an unchanged chunk is not written again and a changed one never replaces what a reader may be reading.</param>
public sealed record BarChunk(string Period, string Blob, DateTimeOffset First, DateTimeOffset Last, int Count);
