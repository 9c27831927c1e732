using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Trees;

/// <summary>An object of a native library, freed exactly once, and not while a call is using it.</summary>
internal abstract class NativeHandle(nint handle) : SafeHandle(handle, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>The address, good until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It was freed before.</exception>
    public Lease Use() => new(this);

    /// <summary>The default holds nothing; its address is 0.</summary>
    public readonly ref struct Lease
    {
        private readonly NativeHandle? owner;

        public Lease(NativeHandle owner)
        {
            bool added = false;
            owner.DangerousAddRef(ref added);
            this.owner = owner;
            Address = owner.handle;
        }

        public nint Address { get; }

        public void Dispose() => owner?.DangerousRelease();
    }
}
