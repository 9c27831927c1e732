namespace ServerlessTraining.Cli.Cloud;

/// <summary>What a verb needs beside the tools, the clone and a chosen environment.</summary>
/// <param name="Target">A subscription and a region.</param>
/// <param name="Build">What the app and the images are built with.</param>
internal sealed record CloudNeeds(bool Target, bool Build)
{
    public static CloudNeeds WhatIf { get; } = new(Target: true, Build: false);

    public static CloudNeeds Deploy { get; } = new(Target: true, Build: true);

    public static CloudNeeds Status { get; } = new(Target: false, Build: false);
}
