import { Anchor, Button, Menu } from '@mantine/core';
import type { AnchorProps, ButtonProps, MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'style' | 'color'> & { ref?: Ref<HTMLAnchorElement> };

function PlainAnchor(props: AnchorProps & Native) {
  return <Anchor underline="always" {...props} />;
}
function PlainButton(props: ButtonProps & Native) {
  return <Button component="a" {...props} />;
}

function PlainMenuItem(props: MenuItemProps & Native) {
  return <Menu.Item component="a" {...props} />;
}

/** A link inside the product, in running text or a table. */
export const TextLink: LinkComponent<typeof PlainAnchor> = createLink(PlainAnchor);
/** A link that looks like a button: the next step of a page. */
export const ButtonLink: LinkComponent<typeof PlainButton> = createLink(PlainButton);
/** A link as a line of a menu. */
export const MenuLink: LinkComponent<typeof PlainMenuItem> = createLink(PlainMenuItem);
